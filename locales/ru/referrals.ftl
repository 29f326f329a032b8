# Ссылки, страница приглашения, приглашённые, переходы, собственное приглашение.
offer-invitee = { $count ->
    [one] Для вас скидка { $percent } в течение { $count } дня.
   *[other] Для вас скидка { $percent } в течение { $count } дней.
}
offer-headline = { $count ->
    [one] Скидка { $percent }, если решите за { $count } день
    [few] Скидка { $percent }, если решите за { $count } дня
   *[other] Скидка { $percent }, если решите за { $count } дней
}
offer-products = Действует на: { $products }.
offer-for = { $offer } { $products }
offer-window = { $count ->
    [one] На решение есть { $count } день после регистрации.
    [few] На решение есть { $count } дня после регистрации.
   *[other] На решение есть { $count } дней после регистрации.
}
offer-invoices = { $count ->
    [1] Скидка уменьшит ваш первый счёт.
    [one] Скидка уменьшит ваш первый { $count } счёт.
    [few] Скидка уменьшит ваши первые { $count } счёта.
   *[other] Скидка уменьшит ваши первые { $count } счетов.
}

landing-from = { $name } приглашает вас в { $program }
landing-from-nobody = Вас приглашают в { $program }
landing-lead = Зарегистрируйтесь по этому приглашению, и скидка сама окажется в счёте: ничего не нужно вводить и помнить.
landing-lead-plain = Зарегистрируйтесь по этому приглашению, чтобы мы могли поблагодарить того, кто вам о нас рассказал.
landing-button = Зарегистрироваться
landing-code = Ваш код:
landing-conditions = Что вы получаете
landing-terms = Прочитать условия
landing-how = Как это работает
landing-step-1 = Зарегистрируйтесь
landing-step-1-text = Имя, почта и компания — это минута.
landing-step-2 = Выберите тариф
landing-step-2-text = Цена со скидкой стоит рядом с обычной.
landing-step-2-plain = Тот, что подходит вашей компании. Цены обычные.
landing-step-3 = Платите меньше
landing-step-3-plain = Пользуйтесь
landing-step-3-text = Того, кто вас пригласил, благодарим мы, за наш счёт.
landing-stored = Что сохраняется об этом посещении
landing-stored-text = { $count ->
    [one] Время, эта страница, откуда вы пришли и по какой ссылке — на { $count } день. Ваш адрес не хранится; отпечаток на один день, который нельзя обратить, нужен, чтобы не считать повторные посещения.
    [few] Время, эта страница, откуда вы пришли и по какой ссылке — на { $count } дня. Ваш адрес не хранится; отпечаток на один день, который нельзя обратить, нужен, чтобы не считать повторные посещения.
   *[other] Время, эта страница, откуда вы пришли и по какой ссылке — на { $count } дней. Ваш адрес не хранится; отпечаток на один день, который нельзя обратить, нужен, чтобы не считать повторные посещения.
}
landing-stored-without = Не хотите связывать себя с приглашением?
landing-without = Регистрация без него
landing-register = Зарегистрироваться
landing-unknown = Такого приглашения нет
landing-unknown-text = Возможно, в ссылке опечатка. Зарегистрироваться можно и так, а код ввести до первого платежа.
landing-expired = Это приглашение закончилось
landing-expired-text = Его срок прошёл. Зарегистрироваться можно и так.
landing-own = Это ваша ссылка
landing-own-text = Пригласить самого себя нельзя, но ссылка работает: поделитесь ею.
landing-own-button = К обзору
landing-closed = Программа больше не принимает приглашённых
landing-closed-text = Зарегистрироваться можно и так.

invitation-from = Вас приглашает { $name }: { $program }.
invitation-from-nobody = Вас пригласили в { $program }.
invitation-offer = Что вы получаете
invitation-no-offer = Скидки в этом приглашении нет.
invitation-until = Предложение действует до
invitation-over = Время воспользоваться предложением прошло.
invitation-prices = Цены с приглашением и без
invitation-product = Тариф
invitation-without = Обычная цена
invitation-with = Ваша цена
invitation-plans = Выбрать тариф
invitation-sees = Что о вас видит пригласивший
invitation-sees-not = Он не видит вашу почту, налоговый номер, счета и то, что вы здесь делаете.
invitation-name-hidden = Ваше имя от него скрыто.
invitation-hide-name = Скрыть моё имя
invitation-show-name = Снова показывать имя
invitation-how = Как вы пришли
invitation-since = Приглашение действует с
invitation-state = Приглашение
invitation-final = закреплено
invitation-open = можно изменить
invitation-final-text = Оно закреплено вашим первым платежом.
invitation-open-text = До первого платежа его можно убрать или заменить другим кодом.
invitation-ended = завершено
invitation-ended-text = Наши сотрудники завершили его: ваши платежи никому ничего не приносят.
invitation-none = Никто не считается пригласившим вас.
invitation-never = Коды принимаются от новых людей и до их первого платежа. Для вас этот срок прошёл.
invitation-other-code = Другой код
invitation-replace = Заменить
invitation-remove = Убрать приглашение
flash-invitation-changed = Код принят.
flash-invitation-removed = Приглашение убрано.
wrong-invitation-final = Пригласивший вас уже закреплён: изменить нельзя.
wrong-invitation-own = Это ваш собственный код: никто не может пригласить себя.
wrong-invitation-code = Этот код не подходит для вашего кабинета. Проверьте его или введите другой.
sees-masked-name = Первые буквы названия вашей компании
sees-hidden-name = Что кто-то зарегистрировался, без имени
sees-registered = Когда вы зарегистрировались и пользуетесь ли продуктом
sees-payments = Когда вы платили и сколько он на этом заработал

link-label = Ваша реферальная ссылка
teach-1 = Поделитесь ссылкой
teach-1-text = В письме, мессенджере, публикации — там, где вам доверяют.
teach-2 = Они регистрируются
teach-2-text = Вы сразу видите их здесь и знаете, на каком они шаге.
teach-3 = Они платят — вы зарабатываете
teach-3-text = У каждого платежа видно, сколько вы получили и почему.

invited-count = { $count ->
    [one] По вашей ссылке зарегистрировался { $count } приглашённый.
    [few] По вашей ссылке зарегистрировались { $count } приглашённых.
   *[other] По вашей ссылке зарегистрировались { $count } приглашённых.
}
invited-refused-count = { $count ->
    [one] Ещё { $count } есть в списке и не считается.
    [few] Ещё { $count } есть в списке и не считаются.
   *[other] Ещё { $count } есть в списке и не считаются.
}
invited-search = Имя или источник
invited-state = Состояние
invited-state-any = Любое
invited-find = Найти
invited-empty = Пока никого: всего три шага
invited-none-found = Под эти условия никто не подходит.
invited-show-all = Показать всех
invited-who = Приглашённый
invited-registered = Регистрация
invited-last-payment = Последний платёж
invited-not-yet = ещё нет
invited-earned = Вы заработали
referral-registered = зарегистрирован
referral-trial = пробный период
referral-paying = платит
referral-active = активен
referral-canceled = отменил
referral-refused = не засчитан
nothing-no-payment = Платежей ещё не было, начислять не с чего.
refused-unknown-code = Код неизвестен.
refused-expired = Пришёл после окончания срока кода.
refused-own-code = Пригласить самого себя нельзя.
refused-known-email = Этот человек уже был зарегистрирован.
refused-tax-id = Эта компания уже была зарегистрирована.
refused-closed = Программа больше не принимает приглашённых.

invitee-story = Что происходило
happened-clicked = Переход по вашей ссылке
happened-registered = Регистрация
happened-trial = Начался пробный период
happened-paid = Платёж { $amount }
happened-refunded = Возврат { $amount }
happened-canceled = Отмена подписки
happened-final = Приглашение закреплено

clicks-lead = Каждый переход по вашим ссылкам — без сведений о том, кто это был.
clicks-empty = Переходов пока нет
clicks-sources = По ссылкам
clicks-once = Здесь переходы одного посетителя за один день считаются один раз.
clicks-source = Ссылка
clicks-clicks = Переходы
clicks-registered = Регистрации
clicks-paying = Платят
clicks-each = Каждый переход, повторные тоже
clicks-page = Страница
clicks-when = Когда
clicks-from = Откуда
clicks-became = Итог
clicks-direct = напрямую или неизвестно
clicks-registration = регистрация
name-hidden = Скрытое имя
offer-headline-always = Скидка { $percent }
refused-codes = Эта программа не принимает введённых кодов.
refused-replaced = Приглашение убрали до первого платежа.
refused-otherwise = Это не считается приглашением.
landing-valid = Действует до
landing-registered = У вас уже есть кабинет
landing-registered-text = Приглашения — для тех, у кого его ещё нет. У вас ничего не изменилось.
landing-new = У вас уже есть кабинет
landing-new-text = Пока вы новый человек, это приглашение ещё может быть засчитано: введите его код.
landing-new-button = Ввести код
consent-ask = { $count ->
    [one] Если нажать кнопку выше, ваш браузер будет хранить файл cookie { $count } день, чтобы приглашение действовало, даже если вы зарегистрируетесь позже. Его читает только этот сайт.
    [few] Если нажать кнопку выше, ваш браузер будет хранить файл cookie { $count } дня, чтобы приглашение действовало, даже если вы зарегистрируетесь позже. Его читает только этот сайт.
   *[other] Если нажать кнопку выше, ваш браузер будет хранить файл cookie { $count } дней, чтобы приглашение действовало, даже если вы зарегистрируетесь позже. Его читает только этот сайт.
}
consent-without = Продолжить без cookie
consent-take-back = Продолжить и удалить cookie
clicks-all-links = Все ссылки
clicks-none-found = Ни один переход не подходит под эти условия.
share-lead = Всё, чтобы передать вашу ссылку: людям, на страницы и на бумагу.
share-qr-text = SVG — для печати любого размера, PNG — для документов и сообщений. Открывает ссылку выше.
share-links = Ваши ссылки
share-links-text = Отдельная ссылка для каждого места показывает, где ваши приглашения работают. Все вознаграждаются одинаково.
share-change = Изменить
share-change-of = Изменить ссылку { $name }
share-clicks-of = Переходы по { $name }
share-shown = показана здесь
share-closed = закрыта
share-label = Название для себя
share-label-hint = Например, «Конференция в мае». Видите только вы.
share-sub = Субидентификатор
share-sub-hint = Латинские буквы, цифры, дефисы и точки. Под ним показаны переходы по ссылке.
share-add = Добавить ссылку
share-add-button = Добавить
share-close = Закрыть ссылку
share-close-sure = Закрыть навсегда
share-close-text = Никто новый по ней уже не придёт, и открыть её снова нельзя. Кто пришёл раньше, остаются вашими.
share-texts = Готовые тексты
share-language = Язык текстов и баннеров
share-whatsapp = WhatsApp
share-telegram = Telegram
share-sms = SMS
share-post = Публикация
share-banners = Баннеры и кнопки
share-banners-text = Скопируйте HTML на свою страницу. Картинка всегда показывает действующее предложение.
share-mail-subject = Приглашение в { $program }
share-mail-text =
    Здравствуйте!
    {""}
    Пользуюсь { $program } и могу посоветовать.{ $offer } Достаточно зарегистрироваться по моей ссылке:
    { $link }
    {""}
    Если будут вопросы, просто напишите мне.
share-whatsapp-text = Пользуюсь { $program } и могу посоветовать.{ $offer } Регистрируйтесь по моей ссылке: { $link }
share-telegram-text = Пользуюсь { $program } и могу посоветовать.{ $offer }
share-sms-text = { $program }:{ $offer } { $link }
share-post-text = Мы работаем с { $program }.{ $offer } Регистрируйтесь по этой ссылке:
flash-link-added = Ссылка открыта.
flash-link-closed = Ссылка закрыта.
wrong-link-label = Не больше { $count } знаков в одну строку.
wrong-link-sub = Латинские буквы, цифры, дефисы, подчёркивания и точки, не больше { $count }, без пробелов.
wrong-link-too-many = У вас { $count } ссылок, больше нельзя. Добавьте субидентификатор в адрес: ?sub=название.
wrong-link-last = Одна ссылка каждой программы остаётся открытой. Сначала добавьте другую, затем закройте эту.
invited-source = Источник
refused-voided = Наши сотрудники завершили это приглашение: платежи с тех пор ничего не приносят.
invitee-earnings = Весь заработок с этого приглашения
happened-active = Пользуется продуктом
happened-counts = Стал активным рефералом
happened-expired = Подписка закончилась
