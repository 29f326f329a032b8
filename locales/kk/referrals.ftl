# Сілтемелер, шақыру беті, шақырылғандар, кірулер, өз шақыруы.
offer-invitee = { $count ->
    [one] Сізге { $count } күн бойы { $percent } жеңілдік.
   *[other] Сізге { $count } күн бойы { $percent } жеңілдік.
}
offer-headline = { $count ->
    [one] { $count } күнде шешсеңіз, { $percent } жеңілдік
   *[other] { $count } күнде шешсеңіз, { $percent } жеңілдік
}
offer-products = Мыналарға жарамды: { $products }.
offer-for = { $offer } { $products }
offer-window = { $count ->
    [one] Шешуге тіркелгеннен кейін { $count } күн бар.
   *[other] Шешуге тіркелгеннен кейін { $count } күн бар.
}
offer-invoices = { $count ->
    [1] Жеңілдік бірінші шотыңызды азайтады.
   *[other] Жеңілдік алғашқы { $count } шотыңызды азайтады.
}

landing-from = { $name } сізді { $program } жүйесіне шақырады
landing-from-nobody = Сізді { $program } жүйесіне шақырады
landing-lead = Осы шақырумен тіркеліңіз, жеңілдік шотқа өзі түседі: ештеңе теру де, есте сақтау да керек емес.
landing-lead-plain = Осы шақырумен тіркеліңіз, сонда сізге біз туралы айтқан адамға алғыс айта аламыз.
landing-button = Осы шақырумен тіркелу
landing-code = Кодыңыз:
landing-conditions = Нақты не аласыз
landing-terms = Шарттарды оқу
landing-how = Бұл қалай жұмыс істейді
landing-step-1 = Тіркеліңіз
landing-step-1-text = Атыңыз, поштаңыз, компанияңыз — бір минут.
landing-step-2 = Тариф таңдаңыз
landing-step-2-text = Жеңілдікпен бағасы әдеттегісінің жанында тұр.
landing-step-2-plain = Компанияңызға сай келетінін. Бағалар әдеттегідей.
landing-step-3 = Азырақ төлеңіз
landing-step-3-plain = Пайдаланыңыз
landing-step-3-text = Сізді шақырған адамға өз есебімізден алғыс айтамыз.
landing-stored = Бұл кіру туралы не сақталады
landing-stored-text = { $count ->
    [one] Уақыт, осы бет, қайдан келгеніңіз бен қай сілтемені басқаныңыз — { $count } күнге. Мекенжайыңыз сақталмайды; бір күндік, кері қайтарылмайтын із қайталанған кірулерді санамау үшін керек.
   *[other] Уақыт, осы бет, қайдан келгеніңіз бен қай сілтемені басқаныңыз — { $count } күнге. Мекенжайыңыз сақталмайды; бір күндік, кері қайтарылмайтын із қайталанған кірулерді санамау үшін керек.
}
landing-stored-without = Шақырумен байланысты болғыңыз келмей ме?
landing-without = Онсыз тіркелу
landing-register = Тіркелу
landing-unknown = Мұндай шақыру жоқ
landing-unknown-text = Сілтемеде қате болуы мүмкін. Онсыз да тіркеле аласыз, ал кодты бірінші төлемге дейін жаза аласыз.
landing-expired = Бұл шақырудың мерзімі бітті
landing-expired-text = Уақыты өтіп кетті. Онсыз да тіркеле аласыз.
landing-own = Бұл — өз сілтемеңіз
landing-own-text = Өзін-өзі шақыруға болмайды, бірақ сілтеме жұмыс істейді: бөлісіңіз.
landing-own-button = Шолуға өту
landing-closed = Бағдарлама жаңа шақыру қабылдамайды
landing-closed-text = Онсыз да тіркеле аласыз.

invitation-from = Сізді { $name } шақырды: { $program }.
invitation-from-nobody = Сізді { $program } жүйесіне шақырды.
invitation-offer = Не аласыз
invitation-no-offer = Бұл шақыруда жеңілдік жоқ.
invitation-until = Ұсыныстың соңғы уақыты:
invitation-over = Ұсынысты пайдалану уақыты өтті.
invitation-prices = Шақырумен және онсыз бағалар
invitation-product = Тариф
invitation-without = Әдеттегі баға
invitation-with = Сізге баға
invitation-plans = Тариф таңдау
invitation-sees = Шақырған адам сіз туралы не көреді
invitation-sees-not = Ол поштаңызды, салық нөміріңізді, шоттарыңызды және мұнда не істейтініңізді көрмейді.
invitation-name-hidden = Атыңыз одан жасырылған.
invitation-hide-name = Атымды жасыру
invitation-show-name = Атымды қайта көрсету
invitation-how = Қалай келдіңіз
invitation-since = Шақырылған күні
invitation-state = Шақыру
invitation-final = бекітілген
invitation-open = өзгертуге болады
invitation-final-text = Ол бірінші төлеміңізбен бекітілді.
invitation-open-text = Бірінші төлемге дейін оны алып тастауға немесе басқа кодпен ауыстыруға болады.
invitation-ended = аяқталған
invitation-ended-text = Оны біздің қызметкерлер аяқтады: төлемдеріңіз ешкімге ештеңе әкелмейді.
invitation-none = Сізді ешкім шақырған болып саналмайды.
invitation-never = Кодтар жаңа адамдардан, алғашқы төлеміне дейін қабылданады. Сіз үшін бұл мерзім өтіп кетті.
invitation-other-code = Басқа код
invitation-replace = Ауыстыру
invitation-remove = Шақыруды алып тастау
flash-invitation-changed = Код қабылданды.
flash-invitation-removed = Шақыру алып тасталды.
wrong-invitation-final = Сізді шақырған адам бекітілген, енді өзгертуге болмайды.
wrong-invitation-own = Бұл өз кодыңыз: ешкім өзін шақыра алмайды.
wrong-invitation-code = Бұл код сіздің кабинетіңізге жарамайды. Оны тексеріңіз немесе басқасын теріңіз.
sees-masked-name = Компанияңыз атауының алғашқы әріптері
sees-hidden-name = Біреудің тіркелгені, атынсыз
sees-registered = Қашан тіркелгеніңіз және өнімді пайдаланатыныңыз
sees-payments = Қашан төлегеніңіз және одан қанша тапқаны

link-label = Реферал сілтемеңіз
teach-1 = Сілтемеңізбен бөлісіңіз
teach-1-text = Хатта, мессенджерде, жазбада — сізге сенетін жерде.
teach-2 = Олар тіркеледі
teach-2-text = Оларды мұнда бірден, қай қадамда екенімен көресіз.
teach-3 = Олар төлейді, сіз табасыз
teach-3-text = Әр төлемнен қанша және неге алғаныңыз көрініп тұрады.

invited-count = { $count ->
    [one] Сіз арқылы { $count } компания немесе адам тіркелді.
   *[other] Сіз арқылы { $count } компания мен адам тіркелді.
}
invited-refused-count = { $count ->
    [one] Тағы { $count } тізімде бар, бірақ саналмайды.
   *[other] Тағы { $count } тізімде бар, бірақ саналмайды.
}
invited-search = Аты немесе көзі
invited-state = Күйі
invited-state-any = Кез келген
invited-find = Табу
invited-empty = Әзірге ешкім жоқ: үш-ақ қадам
invited-none-found = Бұл сүзгілерге ешкім сай келмейді.
invited-show-all = Бәрін көрсету
invited-who = Шақырылған
invited-registered = Тіркелу
invited-last-payment = Соңғы төлем
invited-not-yet = әлі жоқ
invited-earned = Тапқаныңыз
referral-registered = тіркелген
referral-trial = сынақ мерзімі
referral-paying = төлейді
referral-active = белсенді
referral-canceled = бас тартқан
referral-refused = есептелмеді
nothing-no-payment = Әлі төлем болған жоқ, есептейтін ештеңе жоқ.
refused-unknown-code = Код белгісіз.
refused-expired = Кодтың мерзімі өткен соң келген.
refused-own-code = Өзін-өзі шақыруға болмайды.
refused-known-email = Бұл адам бұрын тіркелген.
refused-tax-id = Бұл компания бұрын тіркелген.
refused-closed = Бағдарлама жаңа шақыру қабылдамайды.

invitee-story = Не болды
happened-clicked = Сілтемеңізді ашты
happened-registered = Тіркелді
happened-trial = Сынақ мерзімі басталды
happened-paid = { $amount } төледі
happened-refunded = { $amount } қайтарылды
happened-canceled = Жазылымнан бас тартты
happened-final = Шақыру бекітілді

clicks-lead = Сілтемелеріңізбен әр кіру — кім екенін білдірмейді.
clicks-empty = Әзірге кіру жоқ
clicks-sources = Сілтемелер бойынша
clicks-once = Мұнда бір адамның бір күндегі кірулері бір рет саналады.
clicks-source = Сілтеме
clicks-clicks = Кірулер
clicks-registered = Тіркелгендер
clicks-paying = Төлейтіндер
clicks-each = Әр кіру, қайталанғандары да
clicks-page = Бет
clicks-when = Қашан
clicks-from = Қайдан
clicks-became = Нәтижесі
clicks-direct = тікелей не белгісіз
clicks-registration = тіркелу
name-hidden = Жасырын есім
offer-headline-always = { $percent } жеңілдік
refused-codes = Бұл бағдарлама терілген кодтарды қабылдамайды.
refused-replaced = Шақыру бірінші төлемге дейін алып тасталды.
refused-otherwise = Бұл шақыру болып саналмайды.
landing-valid = Жарамды мерзімі:
landing-registered = Сізде кабинет бар
landing-registered-text = Шақырулар кабинеті әлі жоқ адамдарға арналған. Сізде ештеңе өзгерген жоқ.
landing-new = Сізде кабинет бар
landing-new-text = Жаңа адам болып тұрғанда бұл шақыру әлі есептелуі мүмкін: оның кодын енгізіңіз.
landing-new-button = Кодты енгізу
consent-ask = { $count ->
    [one] Жоғарыдағы түймені бассаңыз, кейін тіркелсеңіз де шақыру есептелуі үшін браузеріңіз cookie файлын { $count } күн сақтайды. Оны тек осы сайт оқиды.
   *[other] Жоғарыдағы түймені бассаңыз, кейін тіркелсеңіз де шақыру есептелуі үшін браузеріңіз cookie файлын { $count } күн сақтайды. Оны тек осы сайт оқиды.
}
consent-without = Cookie-сіз жалғастыру
consent-take-back = Cookie-ді өшіріп, жалғастыру
clicks-all-links = Барлық сілтеме
clicks-none-found = Бұл сүзгіге сай келетін өту жоқ.
share-lead = Сілтемеңізді таратуға керектің бәрі: адамдарға, беттерге, қағазға.
share-qr-text = SVG — кез келген өлшемде басуға, PNG — құжаттар мен хабарларға. Жоғарыдағы сілтемені ашады.
share-links = Сілтемелеріңіз
share-links-text = Әр орынға бөлек сілтеме шақыруыңыз қай жерде жұмыс істейтінін көрсетеді. Бәрінің сыйақысы бірдей.
share-change = Өзгерту
share-change-of = { $name } сілтемесін өзгерту
share-clicks-of = { $name } арқылы өтулер
share-shown = осында көрсетілген
share-closed = жабылған
share-label = Өзіңізге арналған атау
share-label-hint = Мысалы, «Мамырдағы конференция». Тек сіз көресіз.
share-sub = Қосымша белгі
share-sub-hint = Латын әріптері, сандар, сызықша мен нүкте. Сілтеме арқылы өтулер осы белгімен көрсетіледі.
share-add = Сілтеме қосу
share-add-button = Қосу
share-close = Сілтемені жабу
share-close-sure = Біржола жабу
share-close-text = Енді ол арқылы ешкім келмейді, қайта ашылмайды. Бұрын келгендер сізде қалады.
share-texts = Дайын мәтіндер
share-language = Мәтіндер мен баннерлер тілі
share-whatsapp = WhatsApp
share-telegram = Telegram
share-sms = SMS
share-post = Жазба
share-banners = Баннерлер мен түймелер
share-banners-text = HTML-ді өз бетіңізге көшіріңіз. Сурет әрқашан қазіргі ұсынысты көрсетеді.
share-mail-subject = { $program }: шақыру
share-mail-text =
    Сәлеметсіз бе!
    {""}
    Мен { $program } қолданамын, сізге де ұсынамын.{ $offer } Менің сілтемем арқылы тіркелсеңіз болғаны:
    { $link }
    {""}
    Сұрағыңыз болса, маған жаза салыңыз.
share-whatsapp-text = Мен { $program } қолданамын, сізге де ұсынамын.{ $offer } Менің сілтемем арқылы тіркеліңіз: { $link }
share-telegram-text = Мен { $program } қолданамын, сізге де ұсынамын.{ $offer }
share-sms-text = { $program }:{ $offer } { $link }
share-post-text = Біз { $program } қолданамыз.{ $offer } Осы сілтеме арқылы тіркеліңіз:
flash-link-added = Сілтеме ашылды.
flash-link-closed = Сілтеме жабылды.
wrong-link-label = Бір жолда ең көбі { $count } таңба.
wrong-link-sub = Латын әріптері, сандар, сызықша, астыңғы сызық пен нүкте, ең көбі { $count }, бос орынсыз.
wrong-link-too-many = Сізде { $count } сілтеме бар, бұдан артық болмайды. Мекенжайға қосымша белгі жазыңыз: ?sub=атау.
wrong-link-last = Әр бағдарламаның бір сілтемесі ашық қалады. Алдымен басқасын қосып, содан кейін мұны жабыңыз.
invited-source = Дереккөз
refused-voided = Қызметкерлеріміз бұл шақыруды аяқтады: одан кейінгі төлемдерден ештеңе түспейді.
invitee-earnings = Осы шақырудан түскен барлық табыс
happened-active = Өнімді пайдаланады
happened-counts = Белсенді реферал болды
happened-expired = Жазылым мерзімі бітті
