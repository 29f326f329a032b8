# Letters, and the pages that their links lead to.
letter-greeting = Сәлеметсіз бе, { $name }!
letter-greeting-unknown = Сәлеметсіз бе!
letter-button-beside = Батырма жұмыс істемесе, мына мекенжайды ашыңыз:
letter-foot = Бұл хат { $host } сайтынан келді, өйткені онда осы мекенжай көрсетілді. Бұл сіз болмасаңыз, ештеңе болмайды: хатты жойып тастаңыз.

letter-confirm-subject = Поштаңызды растаңыз
letter-confirm-text = Осы мекенжаймен тіркелгі жасалды. Ол сіздікі екенін растаңыз, сонда кіре аласыз.
letter-confirm-until = Сілтеме { $until } дейін жарамды.
letter-confirm-button = Поштаны растау
letter-reset-subject = Жаңа құпиясөзіңіз
letter-reset-text = Біреу, бәлкім сіз, тіркелгіңізге жаңа құпиясөз сұрады.
letter-reset-until = Сілтеме бір рет, { $until } дейін жұмыс істейді. Ештеңе істемесеңіз, құпиясөз бұрынғыша қалады.
letter-reset-button = Жаңа құпиясөз таңдау
letter-taken-subject = Сізде тіркелгі бар
letter-taken-text = Біреу, бәлкім сіз, осы мекенжаймен тіркелгі жасағысы келді, бірақ ол бұрыннан бар. Құпиясөзіңізбен кіріңіз немесе осы жерде жаңасын таңдаңыз.

confirm-title = Бұл сіздің поштаңыз ба?
confirm-text = Сіздің мекенжайыңызбен тіркелгі жасалды. Оны өзіңіз жасаған болсаңыз ғана растаңыз.
confirm-button = Иә, менікі
