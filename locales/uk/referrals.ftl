# Посилання, сторінка запрошення, запрошені, переходи, власне запрошення.
offer-invitee = { $count ->
    [one] Для вас знижка { $percent } упродовж { $count } дня.
   *[other] Для вас знижка { $percent } упродовж { $count } днів.
}
offer-headline = { $count ->
    [one] Знижка { $percent }, якщо вирішите за { $count } день
    [few] Знижка { $percent }, якщо вирішите за { $count } дні
   *[other] Знижка { $percent }, якщо вирішите за { $count } днів
}
offer-products = Діє на: { $products }.
offer-for = { $offer } { $products }
offer-window = { $count ->
    [one] Щоб вирішити, є { $count } день після реєстрації.
    [few] Щоб вирішити, є { $count } дні після реєстрації.
   *[other] Щоб вирішити, є { $count } днів після реєстрації.
}
offer-invoices = { $count ->
    [1] Знижка зменшить ваш перший рахунок.
    [one] Знижка зменшить ваш перший { $count } рахунок.
    [few] Знижка зменшить ваші перші { $count } рахунки.
   *[other] Знижка зменшить ваші перші { $count } рахунків.
}

landing-from = { $name } запрошує вас до { $program }
landing-from-nobody = Вас запрошують до { $program }
landing-lead = Зареєструйтеся за цим запрошенням, і знижка сама опиниться в рахунку: нічого не треба вводити чи пам’ятати.
landing-lead-plain = Зареєструйтеся за цим запрошенням, щоб ми могли подякувати тому, хто вам про нас розповів.
landing-button = Зареєструватися
landing-code = Ваш код:
landing-conditions = Що саме ви отримуєте
landing-terms = Прочитати умови
landing-how = Як це працює
landing-step-1 = Зареєструйтеся
landing-step-1-text = Ім’я, пошта й компанія — це хвилина.
landing-step-2 = Виберіть тариф
landing-step-2-text = Ціна зі знижкою стоїть поруч зі звичайною.
landing-step-2-plain = Той, що пасує вашій компанії. Ціни звичайні.
landing-step-3 = Платіть менше
landing-step-3-plain = Користуйтеся
landing-step-3-text = Тому, хто вас запросив, дякуємо ми, власним коштом.
landing-stored = Що зберігається про це відвідування
landing-stored-text = { $count ->
    [one] Час, ця сторінка, звідки ви прийшли та за яким посиланням — на { $count } день. Ваша адреса не зберігається; відбиток на один день, який не можна обернути, потрібен, щоб не рахувати повторні відвідування.
    [few] Час, ця сторінка, звідки ви прийшли та за яким посиланням — на { $count } дні. Ваша адреса не зберігається; відбиток на один день, який не можна обернути, потрібен, щоб не рахувати повторні відвідування.
   *[other] Час, ця сторінка, звідки ви прийшли та за яким посиланням — на { $count } днів. Ваша адреса не зберігається; відбиток на один день, який не можна обернути, потрібен, щоб не рахувати повторні відвідування.
}
landing-stored-without = Не хочете пов’язувати себе із запрошенням?
landing-without = Реєстрація без нього
landing-register = Зареєструватися
landing-unknown = Такого запрошення немає
landing-unknown-text = Можливо, у посиланні описка. Зареєструватися можна й так, а код увести до першого платежу.
landing-expired = Це запрошення закінчилося
landing-expired-text = Його час минув. Зареєструватися можна й так.
landing-own = Це ваше посилання
landing-own-text = Запросити самого себе не можна, але посилання працює: поділіться ним.
landing-own-button = До огляду
landing-closed = Програма більше не приймає запрошених
landing-closed-text = Зареєструватися можна й так.

invitation-from = Вас запрошує { $name }: { $program }.
invitation-from-nobody = Вас запросили до { $program }.
invitation-offer = Що ви отримуєте
invitation-no-offer = Знижки в цьому запрошенні немає.
invitation-until = Пропозиція діє до
invitation-over = Час скористатися пропозицією минув.
invitation-prices = Ціни із запрошенням і без нього
invitation-product = Тариф
invitation-without = Звичайна ціна
invitation-with = Ваша ціна
invitation-plans = Вибрати тариф
invitation-sees = Що про вас бачить той, хто запросив
invitation-sees-not = Він не бачить вашої пошти, податкового номера, рахунків і того, що ви тут робите.
invitation-name-hidden = Ваше ім’я від нього приховано.
invitation-hide-name = Приховати моє ім’я
invitation-show-name = Знову показувати ім’я
invitation-how = Як ви прийшли
invitation-since = Запрошено
invitation-state = Запрошення
invitation-final = закріплено
invitation-open = можна змінити
invitation-final-text = Його закріплено вашим першим платежем.
invitation-open-text = До першого платежу його можна прибрати або замінити іншим кодом.
invitation-ended = завершено
invitation-ended-text = Наші співробітники завершили його: ваші платежі нікому нічого не приносять.
invitation-none = Ніхто не вважається тим, хто вас запросив.
invitation-never = Коди приймаються від нових людей і до їхнього першого платежу. Для вас цей строк минув.
invitation-other-code = Інший код
invitation-replace = Замінити
invitation-remove = Прибрати запрошення
flash-invitation-changed = Код прийнято.
flash-invitation-removed = Запрошення прибрано.
wrong-invitation-final = Того, хто вас запросив, уже закріплено: змінити не можна.
wrong-invitation-own = Це ваш власний код: ніхто не може запросити себе.
wrong-invitation-code = Цей код не підходить для вашого кабінету. Перевірте його або введіть інший.
sees-masked-name = Перші літери назви вашої компанії
sees-hidden-name = Що хтось зареєструвався, без імені
sees-registered = Коли ви зареєструвалися та чи користуєтеся продуктом
sees-payments = Коли ви платили та скільки він на цьому заробив

link-label = Ваше реферальне посилання
teach-1 = Поділіться посиланням
teach-1-text = У листі, месенджері, дописі — там, де вам довіряють.
teach-2 = Вони реєструються
teach-2-text = Ви одразу бачите їх тут і знаєте, на якому вони кроці.
teach-3 = Вони платять — ви заробляєте
teach-3-text = Біля кожного платежу видно, скільки ви отримали й чому.

invited-count = { $count ->
    [one] За вашим посиланням зареєструвався { $count } запрошений.
    [few] За вашим посиланням зареєструвалися { $count } запрошені.
   *[other] За вашим посиланням зареєструвалися { $count } запрошених.
}
invited-refused-count = { $count ->
    [one] Ще { $count } є в списку й не рахується.
    [few] Ще { $count } є в списку й не рахуються.
   *[other] Ще { $count } є в списку й не рахуються.
}
invited-search = Ім’я або джерело
invited-state = Стан
invited-state-any = Будь-який
invited-find = Знайти
invited-empty = Поки нікого: усього три кроки
invited-none-found = Під ці умови ніхто не підходить.
invited-show-all = Показати всіх
invited-who = Запрошений
invited-registered = Реєстрація
invited-last-payment = Останній платіж
invited-not-yet = ще немає
invited-earned = Ви заробили
referral-registered = зареєстрований
referral-trial = пробний період
referral-paying = платить
referral-active = активний
referral-canceled = скасував
referral-refused = не зараховано
nothing-no-payment = Платежів ще не було, нараховувати немає з чого.
refused-unknown-code = Код невідомий.
refused-expired = Прийшов після закінчення часу дії коду.
refused-own-code = Запросити самого себе не можна.
refused-known-email = Цю людину вже було зареєстровано.
refused-tax-id = Цю компанію вже було зареєстровано.
refused-closed = Програма більше не приймає запрошених.

invitee-story = Що відбувалося
happened-clicked = Перехід за вашим посиланням
happened-registered = Реєстрація
happened-trial = Почався пробний період
happened-paid = Платіж { $amount }
happened-refunded = Повернення { $amount }
happened-canceled = Скасування підписки
happened-final = Запрошення закріплено

clicks-lead = Кожен перехід за вашими посиланнями — без відомостей про те, хто це був.
clicks-empty = Переходів поки немає
clicks-sources = За посиланнями
clicks-once = Тут переходи одного відвідувача за один день рахуються раз.
clicks-source = Посилання
clicks-clicks = Переходи
clicks-registered = Реєстрації
clicks-paying = Платять
clicks-each = Кожен перехід, повторні теж
clicks-page = Сторінка
clicks-when = Коли
clicks-from = Звідки
clicks-became = Підсумок
clicks-direct = напряму або невідомо
clicks-registration = реєстрація
name-hidden = Приховане ім’я
offer-headline-always = Знижка { $percent }
refused-codes = Ця програма не приймає введених кодів.
refused-replaced = Запрошення прибрали до першого платежу.
refused-otherwise = Це не вважається запрошенням.
landing-valid = Діє до
landing-registered = Ви вже маєте кабінет
landing-registered-text = Запрошення — для тих, хто його ще не має. У вас нічого не змінилося.
landing-new = Ви вже маєте кабінет
landing-new-text = Поки ви нова людина, це запрошення ще може бути зараховане: введіть його код.
landing-new-button = Ввести код
consent-ask = { $count ->
    [one] Якщо натиснути кнопку вище, ваш браузер зберігатиме файл cookie { $count } день, щоб запрошення діяло, навіть коли ви зареєструєтеся пізніше. Його читає лише цей сайт.
    [few] Якщо натиснути кнопку вище, ваш браузер зберігатиме файл cookie { $count } дні, щоб запрошення діяло, навіть коли ви зареєструєтеся пізніше. Його читає лише цей сайт.
   *[other] Якщо натиснути кнопку вище, ваш браузер зберігатиме файл cookie { $count } днів, щоб запрошення діяло, навіть коли ви зареєструєтеся пізніше. Його читає лише цей сайт.
}
consent-without = Продовжити без cookie
consent-take-back = Продовжити й видалити cookie
clicks-all-links = Усі посилання
clicks-none-found = Жоден перехід не відповідає цим умовам.
share-lead = Усе, щоб передати ваше посилання: людям, на сторінки й на папір.
share-qr-text = SVG — для друку будь-якого розміру, PNG — для документів і повідомлень. Відкриває посилання вище.
share-links = Ваші посилання
share-links-text = Окреме посилання для кожного місця показує, де ваші запрошення працюють. Усі винагороджуються однаково.
share-change = Змінити
share-change-of = Змінити посилання { $name }
share-clicks-of = Переходи за { $name }
share-shown = показано тут
share-closed = закрито
share-label = Назва для вас
share-label-hint = Наприклад, «Конференція в травні». Бачите лише ви.
share-sub = Субідентифікатор
share-sub-hint = Латинські літери, цифри, дефіси й крапки. Під ним показано переходи за посиланням.
share-add = Додати посилання
share-add-button = Додати
share-close = Закрити посилання
share-close-sure = Закрити назавжди
share-close-text = Ніхто новий за ним уже не прийде, і відкрити його знову не можна. Хто прийшов раніше, лишаються вашими.
share-texts = Готові тексти
share-language = Мова текстів і банерів
share-whatsapp = WhatsApp
share-telegram = Telegram
share-sms = SMS
share-post = Допис
share-banners = Банери й кнопки
share-banners-text = Скопіюйте HTML на свою сторінку. Картинка завжди показує чинну пропозицію.
share-mail-subject = Запрошення до { $program }
share-mail-text =
    Вітаю!
    {""}
    Користуюся { $program } і можу порадити.{ $offer } Достатньо зареєструватися за моїм посиланням:
    { $link }
    {""}
    Якщо будуть запитання, просто напишіть мені.
share-whatsapp-text = Користуюся { $program } і можу порадити.{ $offer } Реєструйтеся за моїм посиланням: { $link }
share-telegram-text = Користуюся { $program } і можу порадити.{ $offer }
share-sms-text = { $program }:{ $offer } { $link }
share-post-text = Ми працюємо з { $program }.{ $offer } Реєструйтеся за цим посиланням:
flash-link-added = Посилання відкрито.
flash-link-closed = Посилання закрито.
wrong-link-label = Щонайбільше { $count } знаків в одному рядку.
wrong-link-sub = Латинські літери, цифри, дефіси, підкреслення й крапки, щонайбільше { $count }, без пробілів.
wrong-link-too-many = У вас { $count } посилань, більше не можна. Додайте субідентифікатор в адресу: ?sub=назва.
wrong-link-last = Одне посилання кожної програми лишається відкритим. Спершу додайте інше, тоді закрийте це.
invited-source = Джерело
refused-voided = Наші працівники завершили це запрошення: платежі відтоді нічого не приносять.
invitee-earnings = Усі заробітки з цього запрошення
happened-active = Користується продуктом
happened-counts = Став активним рефералом
happened-expired = Підписка закінчилася
