# Қызметкерлер беттері және демо.
admin-title = Қызметкерлерге
admin-tasks = Назар аударыңыз
admin-parked = Кейінге қалдырылған оқиғалар
admin-refused = Қабылданбаған оқиғалар
admin-failed-jobs = Орындалмаған тапсырмалар
admin-books = Есеп кітабы
admin-books-whole = Соңғы тексеру айырма таппады.
admin-books-differ = { $count ->
    [one] Соңғы тексеру { $count } айырма тапты.
   *[other] Соңғы тексеру { $count } айырма тапты.
}
admin-books-counted = { $transfers } өткізбе мен { $receipts } есеп қайта есептелді
admin-books-none = Тексеру әлі болған жоқ; ол күн сайын түнде жүреді.
admin-events = Келген оқиғалар
admin-events-none = Әзірге оқиға жоқ. Оларды API мен импорт әкеледі.
admin-event = Оқиға
admin-recorded = Жазылды
admin-source = Көзі
event-applied = қолданылды
event-parked = кейінге қалды
event-refused = қабылданбады
event-waits-for = Мынаны күтуде: { $what }.
event-refused-currency = Ол бағдарламадан басқа валютада.

demo-title = Beckon жүйесін шолып шығыңыз
demo-lead = Бірнеше айлық тарихы бар ойдан шығарылған әлем. Кім екеніңізді таңдаңыз; рөлді кез келген уақытта ауыстырасыз, мұндағы ештеңе ешкімге жетпейді.
demo-referrer-text = Компанияларды шақырады, төлемдерінен бонус алады және өз шоттарын сонымен төлейді.
demo-referrer-button = Шақырушы ретінде кіру
demo-invitee-text = Сілтемемен келген, бірнеше күн жеңілдігі бар, кім не көретінін біледі.
demo-invitee-button = Шақырылған ретінде кіру
demo-staff-text = Не келіп, не күтіп тұрғанын және есептің дұрыстығын көреді.
demo-staff-button = Қызметкер ретінде кіру
demo-clock = Сағат сіздің қолыңызда
demo-clock-text = Жылжытыңыз: күту аяқталады, ұсыныстар бітеді, шоттардың мерзімі келеді.
demo-stranger = Бөтен адам болып келу
demo-stranger-text = Шығып, реферал сілтемені ашыңыз:
demo-letters = Мұнда хаттар жіберілмейді, олар мына жерде:
admin-audit-now = Кітаптарды қазір тексеру
event-recorded = жазылды
event-refused-for = Қабылданбады: { $reason }.
demo-billing = Биллинг жүйесі болып көріңіз
demo-billing-text = Бұл пәрмен осы компьютердің терминалында шақырылған адамның компаниясы 405 000 ₸ төлегенін хабарлайды; шақырушы оның оннан бірін алады.
