# Кіру және өз баптаулары.
field-name = Атыңыз
field-email = Эл. пошта
field-email-hint = Растау үшін бір хат жібереміз.
field-password = Құпиясөз
field-password-hint = Кемінде 10 таңба. Бірнеше қарапайым сөз жақсы келеді.
field-new-password = Жаңа құпиясөз
field-current-password = Қазіргі құпиясөз
field-company = Компания атауы
field-tax-id = БСН, ЖСН немесе басқа салық нөмірі
field-tax-id-hint = Шоттарға керек, кейін қоса аласыз.
field-country = Ел
field-country-none = Таңдаңыз
field-code = Шақыру коды
field-code-hint = Сегіз әріп пен цифр, мысалы K7QM2XWA.
field-language = Тіл
field-time-zone = Уақыт белдеуі
field-time-zone-hint = Беттер мен хаттардағы күндер осы бойынша көрсетіледі.
field-language-hint = Беттер мен хаттар осы тілде.

register-title = Кабинет ашыңыз
register-lead = Компанияңызға, оның шоттарына және өз сілтемеңізге бір кабинет.
register-invited-by = Сізді { $name } шақырады.
register-with-code = Сіз мына кодпен келдіңіз
register-code-remove = Кодсыз жалғастыру
register-code-go-on = Онсыз да тіркеле аласыз.
register-have-code = Шақыру кодым бар
register-code-apply = Қолдану
register-button = Кабинет ашу
register-consent = Біз мұнда жазғаныңызды, қандай кодпен келгеніңізді және кірген уақытыңызды сақтаймыз — кабинетіңізді жүргізу және сізді кім шақырғанын білу үшін. Жарнама берушілерге ештеңе берілмейді.
register-known = Кабинетіңіз бар ма?

sign-in-title = Кіру
sign-in-forgot = Құпиясөзді ұмыттыңыз ба?
sign-in-register = Кабинет ашу
sign-in-back = Кіруге қайту

confirm-sent-title = Поштаңызды растаңыз
confirm-sent-text = { $email } мекенжайына хат жібердік. Ондағы сілтемені 24 сағат ішінде ашыңыз, сонда кіре аласыз.
reset-sent-title = Поштаңызды қараңыз
reset-sent-text = Егер { $email } үшін кабинет болса, жаңа құпиясөзге сілтемесі бар хат жолда. Сілтеме бір сағат жарамды.
letter-missing = Хат келмеді ме? «Спам» қалтасын қараңыз немесе бірнеше минуттан кейін қайта сұраңыз.
letter-again = Хатты қайта жіберу
confirmed-title = Поштаңыз расталды
confirmed-text = Енді кіре аласыз: сілтемеңіз, шоттарыңыз бен бонустарыңыз күтіп тұр.
confirmed-go-on = Жалғастыру
confirm-stale-title = Бұл сілтеме енді жарамсыз
confirm-stale-text = Ол бұрын ашылған немесе оған 24 сағаттан асты. Жаңасын жібере аламыз.

forgot-title = Жаңа құпиясөз
forgot-lead = Кабинетіңіздің поштасын жазыңыз — сілтеме жібереміз.
forgot-button = Сілтеме жіберу
reset-title = Жаңа құпиясөз ойлап табыңыз
reset-ends-sessions = Басқа барлық құрылғыдан шығарыласыз.
reset-button = Сақтап кіру
reset-stale = Бұл сілтеме бұрын ашылған немесе оған бір сағаттан асты.

settings-profile = Профиль
settings-email-confirmed = расталған
settings-email-unconfirmed = әлі расталмаған
settings-hide-name = Атымды шақырған адамнан жасыру
settings-hide-name-hint = Ол біреудің тіркелгенін және өзіне есептелген бонусты ғана көреді.
settings-password = Құпиясөз
settings-password-button = Құпиясөзді ауыстыру
settings-sessions = Қайда кіріп тұрсыз
settings-session-unknown = Белгісіз браузер
settings-session-here = Осы браузер, қазір
settings-session-current = осы
settings-session-seen = Соңғы рет
settings-session-end = Шығару
settings-sessions-end = Барлық құрылғыдан шығу

wrong-name = Атыңызды жазыңыз, 200 таңбадан аспасын.
wrong-email = Мекенжайды толық жазыңыз, мысалы name@example.com.
wrong-password-short = { $count ->
    [one] Кемінде { $count } таңба керек.
   *[other] Кемінде { $count } таңба керек.
}
wrong-password-long = { $count ->
    [one] { $count } таңбадан аспасын.
   *[other] { $count } таңбадан аспасын.
}
wrong-password-common = Мұндай құпиясөзді алдымен-ақ тауып алады. Басқасын таңдаңыз.
wrong-password-current = Бұл қазіргі құпиясөзіңіз емес.
wrong-company = Компания атауын жазыңыз, 200 таңбадан аспасын.
wrong-tax-id = Салық нөмірін жазыңыз: тек цифрлар мен әріптер.
wrong-tax-id-taken = Бұл нөмірлі компания тіркеліп қойған. Ол сіздікі болса, бізге жазыңыз.
wrong-country = Елді тізімнен таңдаңыз.
wrong-code = Кодта сегіз әріп пен цифр болады.
wrong-sign-in = Пошта мен құпиясөз сәйкес келмейді. Тексеріңіз немесе жаңа құпиясөз сұраңыз.
code-unknown = Мұндай кодты білмейміз.
code-expired = Бұл кодтың мерзімі өтіп кеткен.
code-own = Бұл — өз кодыңыз.
code-closed = Бұл кодтың бағдарламасы жаңа шақыру қабылдамайды.

flash-signed-out = Сіз шықтыңыз.
flash-signed-out-everywhere = Басқа барлық құрылғыдан шықтыңыз.
flash-saved = Сақталды.
flash-password-changed = Құпиясөз ауысты. Басқа құрылғылардан шықтыңыз.
flash-letter-sent = Хат жіберілді.
flash-welcome = Қош келдіңіз! Кабинетіңіз дайын.

settings-nav = Баптау беттері
settings-security = Кіру
two-step-title = Екі қадаммен кіру
two-step-is-on = қосулы
two-step-since = мына күннен бері:
two-step-codes-left = { $count ->
    [one] { $count } қосалқы код қалды.
   *[other] { $count } қосалқы код қалды.
}
two-step-change = Өзгерту немесе өшіру
two-step-lead = Құпиясөзден бөлек телефоныңыздағы код сұралады. Құпиясөзіңізді білген адам бәрібір кіре алмайды.
two-step-turn-on = Қосу
two-step-needed = Қызметкерлерге екі қадаммен кіру міндетті. Оны қосқан бойда қызметтік беттер ашылады.
two-step-apps = Телефонда код беретін қолданба керек; кез келгені жарайды.
two-step-begin = Бастау
two-step-scan = 1. Мұны қолданбамен сканерлеңіз
two-step-open = Немесе осы құрылғыдағы қолданбада ашыңыз
two-step-key = Немесе мына кілтті қолданбаға теріңіз
two-step-first = 2. Қолданба көрсеткен кодты теріңіз
field-app-code = Қолданбадағы код
field-app-code-hint = Алты цифр. Әр 30 секунд сайын өзгереді.
field-code-step = Қолданбадағы код немесе қосалқы код
field-code-step-hint = Әр код бір рет қана жарайды.
two-step-new-codes = Жаңа қосалқы кодтар
two-step-turn-off = Өшіру
two-step-new-codes-hint = Содан кейін бұрынғы қосалқы кодтардың бәрі жарамайды.
recovery-title = Қосалқы кодтарыңыз
recovery-text = Екі қадаммен кіру қосылды. Телефоныңызды жоғалтсаңыз, бұл кодтардың әрқайсысы бір рет кіргізеді. Бет тек қазір көрсетіледі: басып шығарыңыз немесе кодтарды жазып алыңыз.
recovery-print = Оларды құпиясөзден бөлек сақтаңыз. Телефон мен кодтар болмаса, сізді ешкім кіргізе алмайды.
recovery-kept = Кодтарды сақтап алдым
code-title = Тағы бір қадам
code-hint = Алты цифр. Телефон қасыңызда болмаса, қосалқы кодтың бірін теріңіз.
wrong-code-step = Код сәйкес келмейді немесе бұрын қолданылған. Келесісін күтіп, соны теріңіз.
wrong-code-first = Код сәйкес келмейді. Телефонның сағатын тексеріп, келесі кодты теріңіз.
flash-code-late = Тым көп уақыт өтті. Қайта кіріңіз.
flash-recovery-code-used = Сіз кірдіңіз. Бұл қосалқы код енді жарамайды.
flash-two-step-off = Екі қадаммен кіру өшірілді.
letter-two-step-on-subject = Екі қадаммен кіру қосылды
letter-two-step-on-text = Енді тіркелгіңізге кіру үшін қолданбаңыздағы код керек. Басқа құрылғылардың бәрінен шықтыңыз.
letter-two-step-off-subject = Екі қадаммен кіру өшірілді
letter-two-step-off-text = Тіркелгіңізге кіру үшін енді құпиясөздің өзі жеткілікті.
letter-codes-subject = Жаңа қосалқы кодтар
letter-codes-text = Тіркелгіңізге жаңа қосалқы кодтар жасалды. Бұрынғылары енді жарамайды.
letter-code-used-subject = Қосалқы код қолданылды
letter-code-used-text = { $count ->
    [one] Біреу тіркелгіңізге қосалқы кодпен кірді. { $count } код қалды.
   *[other] Біреу тіркелгіңізге қосалқы кодпен кірді. { $count } код қалды.
}
letter-security-warning = Бұл сіз болмасаңыз, дереу жаңа құпиясөз таңдап, барлық құрылғыдан шығыңыз.
letter-security-button = Кіру баптауын көру

settings-payout = Төлемдер
payout-locked = Деректемелер өзгерді: ақшаны { $until } кейін шығаруға болады.
payout-nothing = Бағдарламаларыңыздың ешқайсысы ақша төлемейді.
payout-lead = Ақша сұраған сәтте осында тұрған деректемелерге аударылады. Өзгерту үшін құпиясөз бен хаттағы сілтеме керек; одан кейін 24 сағат ақша шығаруға болмайды.
payout-none = Әлі көрсетілмеген
payout-waits = сізді күтіп тұр
payout-waits-text = Біз жіберген хаттағы сілтемені ашыңыз. Оған дейін ештеңе өзгермейді.
payout-change = Өзгерту
payout-add = Қосу
payout-holder = Шот иесі
payout-holder-hint = Банк білетіндей жазыңыз.
payout-iban = IBAN нөмірі
payout-iban-hint = Екі әріптен басталады, мысалы KZ86 125K ZT50 0410 0100.
payout-card-holder = Картадағы есім
payout-card-holder-hint = Картада басылғандай жазыңыз.
payout-card = Карта нөмірі
payout-card-hint = 12–19 цифр. Артындағы үш цифрды ешқашан жазбаңыз.
payout-custom = Не туралы келісілді
payout-custom-hint = Ақшаңыз қайда түседі: қызметкерлерімізбен келісім бойынша.
payout-ask = Маған хат жіберу
payout-ask-hint = Хаттағы сілтемені ашқанша ештеңе өзгермейді.
payout-confirm-title = Бұл сіздің деректемелеріңіз бе?
payout-confirm-text = Енді ақшаңыз осында түседі. Өзіңіз сұраған болсаңыз ғана растаңыз.
payout-confirm-button = Иә, менікі
payout-confirm-stale = Ол қолданылып қойған, 24 сағаттан ескі немесе содан бері басқасын сұрадыңыз. Бұрынғы деректемелер күшінде қалады.
wrong-payout-holder = Есімді жазыңыз, 70 таңбадан аспасын.
wrong-payout-iban = Бұл толық IBAN емес: таңба жетпейді немесе қате бар. Оны банктен көшіріп алыңыз.
wrong-payout-card = Бұл толық карта нөмірі емес: цифр жетпейді немесе қате бар.
wrong-payout-text = Не туралы келісілгенін жазыңыз: бір жолға, 3–200 таңба.
flash-payout-asked = Хат жіберілді. Өзгерісті растау үшін ондағы сілтемені ашыңыз.
flash-payout-confirmed = Деректемелер өзгерді. 24 сағаттан кейін ақша шығара аласыз.
letter-payout-subject = Төлем деректемелеріңізді растаңыз
letter-payout-text = Біреу, бәлкім сіз, ақшаңыз төленетін жерді өзгертті. Осы жерде қарап, растаңыз. Бұл сіз болмасаңыз, дереу жаңа құпиясөз таңдаңыз.
letter-payout-until = Сілтеме бір рет, { $until } дейін жұмыс істейді. Ештеңе істемесеңіз, ештеңе өзгермейді.
letter-payout-button = Өзгерісті көру
letter-payout-changed-subject = Төлем деректемелеріңіз өзгерді
letter-payout-changed-text = Төлем деректемелеріңіз өзгерді. Ақшаны { $until } кейін шығаруға болады.
register-other-code = Менде басқа код бар
