# Вход и собственные настройки.
field-name = Ваше имя
field-email = Эл. почта
field-email-hint = Пришлём одно письмо, чтобы подтвердить адрес.
field-password = Пароль
field-password-hint = Не меньше 10 символов. Хорошо подходят несколько простых слов.
field-new-password = Новый пароль
field-current-password = Текущий пароль
field-company = Название компании
field-tax-id = БИН, ИНН или другой налоговый номер
field-tax-id-hint = Нужен для счетов, можно добавить позже.
field-country = Страна
field-country-none = Выберите
field-code = Код приглашения
field-code-hint = Восемь букв и цифр, например K7QM2XWA.
field-language = Язык
field-time-zone = Часовой пояс
field-time-zone-hint = По нему показаны даты на страницах и в письмах.
field-language-hint = На нём показаны страницы и приходят письма.

register-title = Создайте кабинет
register-lead = Один кабинет для компании, её счетов и вашей реферальной ссылки.
register-invited-by = Вас приглашает { $name }.
register-with-code = Вы пришли с кодом
register-code-remove = Продолжить без кода
register-code-go-on = Зарегистрироваться можно и так.
register-have-code = У меня есть код приглашения
register-code-apply = Применить
register-button = Создать кабинет
register-consent = Мы храним то, что вы здесь ввели, код, с которым вы пришли, и время посещения — чтобы вести ваш кабинет и знать, кто вас пригласил. Рекламодателям не передаётся ничего.
register-known = Уже есть кабинет?

sign-in-title = Вход
sign-in-forgot = Забыли пароль?
sign-in-register = Создать кабинет
sign-in-back = Вернуться ко входу

confirm-sent-title = Подтвердите почту
confirm-sent-text = Мы отправили письмо на { $email }. Откройте ссылку из него в течение 24 часов, и можно входить.
reset-sent-title = Загляните в почту
reset-sent-text = Если для { $email } есть кабинет, письмо со ссылкой для нового пароля уже в пути. Ссылка действует один час.
letter-missing = Письма нет? Проверьте папку «Спам» или попросите новое через несколько минут.
letter-again = Отправить письмо снова
confirmed-title = Почта подтверждена
confirmed-text = Теперь можно войти: вас ждут ссылка, счета и бонусы.
confirmed-go-on = Продолжить
confirm-stale-title = Эта ссылка больше не действует
confirm-stale-text = Её уже открывали, или ей больше 24 часов. Мы можем прислать новую.

forgot-title = Новый пароль
forgot-lead = Введите почту своего кабинета — пришлём ссылку.
forgot-button = Прислать ссылку
reset-title = Придумайте новый пароль
reset-ends-sessions = На всех остальных устройствах вход будет завершён.
reset-button = Сохранить и войти
reset-stale = Эту ссылку уже открывали, или ей больше часа.

settings-profile = Профиль
settings-email-confirmed = подтверждена
settings-email-unconfirmed = ещё не подтверждена
settings-hide-name = Скрыть моё имя от пригласившего
settings-hide-name-hint = Он увидит только, что кто-то зарегистрировался, и свои начисления.
settings-password = Пароль
settings-password-button = Сменить пароль
settings-sessions = Где выполнен вход
settings-session-unknown = Неизвестный браузер
settings-session-here = Этот браузер, сейчас
settings-session-current = этот
settings-session-seen = Последний раз
settings-session-end = Выйти
settings-sessions-end = Выйти на всех устройствах

wrong-name = Введите имя, не длиннее 200 символов.
wrong-email = Введите адрес целиком, например name@example.com.
wrong-password-short = { $count ->
    [one] Нужен хотя бы { $count } символ.
    [few] Нужно хотя бы { $count } символа.
   *[other] Нужно хотя бы { $count } символов.
}
wrong-password-long = { $count ->
    [one] Не больше { $count } символа.
   *[other] Не больше { $count } символов.
}
wrong-password-common = Такой пароль подбирают одним из первых. Придумайте другой.
wrong-password-current = Это не ваш текущий пароль.
wrong-company = Введите название компании, не длиннее 200 символов.
wrong-tax-id = Введите налоговый номер: только цифры и буквы.
wrong-tax-id-taken = Компания с этим номером уже зарегистрирована. Если она ваша, напишите нам.
wrong-country = Выберите страну из списка.
wrong-code = В коде восемь букв и цифр.
wrong-sign-in = Почта и пароль не подходят друг к другу. Проверьте их или запросите новый пароль.
code-unknown = Такого кода мы не знаем.
code-expired = Срок действия этого кода истёк.
code-own = Это ваш собственный код.
code-closed = Программа этого кода больше не принимает приглашённых.

flash-signed-out = Вы вышли.
flash-signed-out-everywhere = На всех остальных устройствах вход завершён.
flash-saved = Сохранено.
flash-password-changed = Пароль изменён. На остальных устройствах вход завершён.
flash-letter-sent = Письмо отправлено.
flash-welcome = Добро пожаловать! Кабинет готов.

settings-nav = Страницы настроек
settings-security = Вход
two-step-title = Двухэтапный вход
two-step-is-on = включён
two-step-since = с
two-step-codes-left = { $count ->
    [one] Остался { $count } резервный код.
    [few] Осталось { $count } резервных кода.
   *[other] Осталось { $count } резервных кодов.
}
two-step-change = Изменить или выключить
two-step-lead = Кроме пароля, нужен код с вашего телефона. Кто узнает пароль, всё равно не войдёт.
two-step-turn-on = Включить
two-step-needed = Сотрудникам нужен двухэтапный вход. Служебные страницы откроются, как только вы его включите.
two-step-apps = На телефоне нужно приложение для кодов; подойдёт любое.
two-step-begin = Начать
two-step-scan = 1. Отсканируйте это приложением
two-step-open = Или откройте в приложении на этом устройстве
two-step-key = Или введите в приложение этот ключ
two-step-first = 2. Введите код, который показывает приложение
field-app-code = Код из приложения
field-app-code-hint = Шесть цифр. Меняется каждые 30 секунд.
field-code-step = Код из приложения или резервный код
field-code-step-hint = Каждый код срабатывает один раз.
two-step-new-codes = Новые резервные коды
two-step-turn-off = Выключить
two-step-new-codes-hint = После этого все прежние резервные коды не действуют.
recovery-title = Ваши резервные коды
recovery-text = Двухэтапный вход включён. Если потеряете телефон, каждый из этих кодов впустит вас один раз. Страница показана только сейчас: распечатайте её или запишите коды.
recovery-print = Храните их отдельно от пароля. Без телефона и кодов вас не сможет впустить никто.
recovery-kept = Коды сохранены
code-title = Ещё один шаг
code-hint = Шесть цифр. Без телефона введите один из резервных кодов.
wrong-code-step = Код не подходит или уже использован. Дождитесь следующего и введите его.
wrong-code-first = Код не подходит. Проверьте часы телефона и введите следующий код.
flash-code-late = Прошло слишком много времени. Войдите ещё раз.
flash-recovery-code-used = Вы вошли. Этот резервный код больше не действует.
flash-two-step-off = Двухэтапный вход выключен.
letter-two-step-on-subject = Двухэтапный вход включён
letter-two-step-on-text = Теперь для входа нужен код из вашего приложения. На всех остальных устройствах вход завершён.
letter-two-step-off-subject = Двухэтапный вход выключен
letter-two-step-off-text = Для входа снова достаточно одного пароля.
letter-codes-subject = Новые резервные коды
letter-codes-text = Для вашей учётной записи созданы новые резервные коды. Прежние больше не действуют.
letter-code-used-subject = Использован резервный код
letter-code-used-text = { $count ->
    [one] Кто-то вошёл в вашу учётную запись с резервным кодом. Остался { $count }.
    [few] Кто-то вошёл в вашу учётную запись с резервным кодом. Осталось { $count }.
   *[other] Кто-то вошёл в вашу учётную запись с резервным кодом. Осталось { $count }.
}
letter-security-warning = Если это были не вы, сразу выберите новый пароль и выйдите на всех устройствах.
letter-security-button = Посмотреть настройки входа

settings-payout = Выплаты
payout-locked = Реквизиты изменены: вывести деньги можно будет после { $until }.
payout-nothing = Ни одна из ваших программ не выплачивает деньги.
payout-lead = Выплата уходит на реквизиты, которые стоят здесь в момент запроса. Чтобы изменить их, нужны пароль и ссылка из письма; после изменения 24 часа вывести деньги нельзя.
payout-none = Ещё не указано
payout-waits = ждёт вас
payout-waits-text = Откройте ссылку в письме, которое мы отправили. До этого ничего не изменится.
payout-change = Изменить
payout-add = Добавить
payout-holder = Владелец счёта
payout-holder-hint = Так, как его знает банк.
payout-iban = Номер IBAN
payout-iban-hint = Начинается с двух букв, например KZ86 125K ZT50 0410 0100.
payout-card-holder = Имя на карте
payout-card-holder-hint = Так, как на ней напечатано.
payout-card = Номер карты
payout-card-hint = От 12 до 19 цифр. Никогда не указывайте три цифры с оборота.
payout-custom = О чём договорились
payout-custom-hint = Куда поступают ваши деньги, по договорённости с нашими сотрудниками.
payout-ask = Отправить мне письмо
payout-ask-hint = Ничего не изменится, пока вы не откроете ссылку из письма.
payout-confirm-title = Это ваши реквизиты?
payout-confirm-text = Теперь ваши деньги будут поступать сюда. Подтверждайте, только если вы об этом просили.
payout-confirm-button = Да, это мои
payout-confirm-stale = Ею уже воспользовались, ей больше 24 часов или с тех пор вы попросили о другом. Прежние реквизиты остаются в силе.
wrong-payout-holder = Введите имя, не длиннее 70 символов.
wrong-payout-iban = Это не полный IBAN: не хватает символа или есть ошибка. Скопируйте его из банка.
wrong-payout-card = Это не полный номер карты: не хватает цифры или есть ошибка.
wrong-payout-text = Напишите, о чём договорились: от 3 до 200 символов одной строкой.
flash-payout-asked = Письмо отправлено. Откройте ссылку в нём, чтобы подтвердить изменение.
flash-payout-confirmed = Реквизиты изменены. Вывести деньги можно будет через 24 часа.
letter-payout-subject = Подтвердите реквизиты для выплат
letter-payout-text = Кто-то, вероятно вы, изменил, куда выплачивать ваши деньги. Посмотрите и подтвердите это здесь. Если это были не вы, сразу выберите новый пароль.
letter-payout-until = Ссылка сработает один раз, до { $until }. Если ничего не делать, ничего не изменится.
letter-payout-button = Посмотреть изменение
letter-payout-changed-subject = Ваши реквизиты для выплат изменены
letter-payout-changed-text = Ваши реквизиты для выплат изменены. Вывести деньги можно будет после { $until }.
register-other-code = У меня другой код
