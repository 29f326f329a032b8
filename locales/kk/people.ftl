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
register-other-code = Менде басқа код бар
