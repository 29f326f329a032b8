# Letters, and the pages that their links lead to.
letter-greeting = Здравствуйте, { $name }!
letter-greeting-unknown = Здравствуйте!
letter-button-beside = Если кнопка не работает, откройте этот адрес:
letter-foot = Это письмо пришло с { $host }, потому что там указали этот адрес. Если это были не вы, ничего не произойдёт: просто удалите его.

letter-confirm-subject = Подтвердите вашу почту
letter-confirm-text = С этим адресом создан кабинет. Подтвердите, что он ваш, и сможете войти.
letter-confirm-until = Ссылка действует до { $until }.
letter-confirm-button = Подтвердить почту
letter-reset-subject = Ваш новый пароль
letter-reset-text = Кто-то, вероятно вы, попросил новый пароль к вашему кабинету.
letter-reset-until = Ссылка сработает один раз, до { $until }. Если ничего не делать, пароль останется прежним.
letter-reset-button = Выбрать новый пароль
letter-taken-subject = У вас уже есть кабинет
letter-taken-text = Кто-то, вероятно вы, хотел создать кабинет с этим адресом, но он уже есть. Войдите со своим паролем или выберите здесь новый.

confirm-title = Это ваша почта?
confirm-text = С вашим адресом создан кабинет. Подтверждайте, только если его создали вы.
confirm-button = Да, моя

letter-foot-news = Это письмо пришло с { $host }, где у вас есть кабинет.
letter-foot-support = Это письмо пришло с { $host }. Оно отправлено на этот адрес, потому что здесь отвечают на вопросы участников.
letter-switch-off = Больше не присылать такие письма
letter-settings = Выбрать, какие письма получать
letter-both = { $one } и { $other }
letter-figure = { $sum }
letter-percent = { $percent }
letter-name = { $name }
letter-line = { $name }, { $day }
letter-line-day = { $day }
letter-line-somebody = Тот, кто скрывает имя, { $day }
letter-on-hold = в ожидании до { $day }
letter-not-on-hold = уже доступно
letter-more = { $count ->
    [one] … и ещё { $count }
    [few] … и ещё { $count }
   *[other] … и ещё { $count }
}
letter-earnings-button = Мои начисления
letter-statement-button = Мой счёт

letter-earned-subject = Вам начислено { $sum }
letter-earned-text = { $count ->
    [one] В программе «{ $program }» вам начислено { $sum }: { $count } бонус.
    [few] В программе «{ $program }» вам начислено { $sum }: { $count } бонуса.
   *[other] В программе «{ $program }» вам начислено { $sum }: { $count } бонусов.
}
letter-earned-taken = Из этого { $sum } тем временем отозвано.
letter-available-subject = Теперь доступно: { $sum }
letter-available-text = { $count ->
    [one] В программе «{ $program }» больше не в ожидании { $sum }: { $count } бонус.
    [few] В программе «{ $program }» больше не в ожидании { $sum }: { $count } бонуса.
   *[other] В программе «{ $program }» больше не в ожидании { $sum }: { $count } бонусов.
}
letter-available-now = Всего сейчас доступно: { $sum }.
letter-frozen-subject = Ждёт решения о возврате: { $sum }
letter-frozen-text = { $count ->
    [one] По платежу, за который вам начислен бонус в программе «{ $program }», запрошен возврат: { $sum } ждёт решения ({ $count } бонус).
    [few] По платежам, за которые вам начислены бонусы в программе «{ $program }», запрошен возврат: { $sum } ждёт решения ({ $count } бонуса).
   *[other] По платежам, за которые вам начислены бонусы в программе «{ $program }», запрошен возврат: { $sum } ждёт решения ({ $count } бонусов).
}
letter-frozen-next = Если в возврате откажут, с бонусом всё останется как было; если деньги вернут, бонус отзовут в той же доле. Тогда мы вам напишем.
letter-taken-back-subject = Отозвано { $sum }
letter-taken-back-text = { $count ->
    [one] В программе «{ $program }» исправлен { $count } бонус: отозвано { $sum }. Так бывает, когда платёж возвращают или он не должен был учитываться.
    [few] В программе «{ $program }» исправлены { $count } бонуса: всего отозвано { $sum }. Так бывает, когда платежи возвращают или они не должны были учитываться.
   *[other] В программе «{ $program }» исправлено { $count } бонусов: всего отозвано { $sum }. Так бывает, когда платежи возвращают или они не должны были учитываться.
}
letter-owed = Отозвано больше, чем было доступно: следующие начисления сначала покроют { $sum }.
letter-expired-subject = Срок истёк: { $sum }
letter-expired-text = В программе «{ $program }» { $sum } не использовано вовремя, и срок истёк, как сказано в условиях.
letter-payout-subject = Выплачено { $sum }
letter-payout-text = Программа «{ $program }» выплатила вам { $sum } по расписанию из условий.

letter-invited-subject = { $count ->
    [one] По вашему приглашению зарегистрировался { $count } человек
    [few] По вашему приглашению зарегистрировались { $count } человека
   *[other] По вашему приглашению зарегистрировалось { $count } человек
}
letter-invited-text = { $count ->
    [one] Ваше приглашение в программу «{ $program }» принял { $count } человек.
    [few] Ваше приглашение в программу «{ $program }» приняли { $count } человека.
   *[other] Ваше приглашение в программу «{ $program }» приняли { $count } человек.
}
letter-invited-next = Мы напишем, когда это принесёт вам начисление.
letter-invited-button = Кого я пригласил
letter-welcome-subject = Вас пригласили: добро пожаловать
letter-welcome-from = Вас приглашает в программу «{ $program }» { $name }. Добро пожаловать!
letter-welcome-nobody = Вас пригласили в программу «{ $program }». Добро пожаловать!
letter-welcome-offer = Что вы получаете
letter-welcome-until = Предложение действует до { $day }.
letter-welcome-terms = Условия: { $address }
letter-welcome-button = Моё приглашение
letter-claim-approved-subject = Ваша заявка одобрена
letter-claim-rejected-subject = Ваша заявка не одобрена
letter-claim-both-subject = Решение по вашим заявкам
letter-claim-text = Наши сотрудники рассмотрели, кого вы, по вашим словам, пригласили в программу «{ $program }».
letter-claim-approved = одобрено
letter-claim-rejected = не одобрено
letter-claim-next = Одобренные уже среди ваших приглашённых, и их платежи учитываются по условиям программы.
letter-claim-button = Мои заявки
letter-converted-subject = { $sum } бонусов из ваших денег
letter-converted-text = { $count ->
    [one] Вы обменяли деньги на бонусы в программе «{ $program }»: добавлено { $sum }, ими можно оплачивать счета.
    [few] Вы обменивали деньги на бонусы в программе «{ $program }», раз: { $count }. Всего добавлено { $sum }, ими можно оплачивать счета.
    [many] Вы обменивали деньги на бонусы в программе «{ $program }», раз: { $count }. Всего добавлено { $sum }, ими можно оплачивать счета.
   *[other] Вы обменивали деньги на бонусы в программе «{ $program }», раз: { $count }. Всего добавлено { $sum }, ими можно оплачивать счета.
}
letter-converted-why = Если это были не вы, сразу { $told ->
    [no] сообщите нам.
   *[yes] напишите нам: { $support }.
}

letter-terms-subject = Меняются условия программы «{ $program }»
letter-terms-from = Версия { $version } условий программы «{ $program }» действует с { $from }.
letter-terms-now = Версия { $version } условий программы «{ $program }» уже действует.
letter-terms-new-referrals = Она относится к тем, кто зарегистрируется с этого времени. Для приглашённых раньше остаются прежние условия.
letter-terms-all = С этого времени она относится ко всем, в том числе к приглашённым раньше.
letter-terms-opt-in = Для вас она действует, только если вы её примете.
letter-terms-new = Новое
letter-terms-old = Больше не действует
letter-terms-details = Полный текст — на странице условий.
letter-terms-button = Прочитать новые условия

letter-verification-subject = Скидки ваших компаний на следующий платёж
letter-verification-none-subject = В этом месяце у ваших компаний нет скидки
letter-verification-text = Программа «{ $program }» проверена на { $day }.
letter-verification-next = Каждая скидка — только на следующий плановый платёж этой компании.
letter-verification-again = Следующая проверка — через месяц.
letter-verification-lost = в прошлый раз { $before }, теперь ничего
letter-verification-lost-why = Сейчас никто из приглашённых вами не считается активным рефералом, поэтому давать скидку не за что.
letter-verification-button = Мои компании

letter-withdrawal-subject = Заявка на вывод { $amount }: { $stage }
letter-withdrawal-requested = Вы запросили { $amount }, куда: { $method }. Сумма зарезервирована. Решение и выплата — до { $due }.
letter-withdrawal-approved = Ваш вывод { $amount } одобрен. Выплата — до { $due }, куда: { $method }.
letter-withdrawal-paid = Ваш вывод { $amount } выплачен, куда: { $method }.
letter-withdrawal-fee = Удержана комиссия { $fee }.
letter-withdrawal-rejected = Ваш вывод { $amount } отклонён. Сумма снова доступна.
letter-withdrawal-failed = Ваш вывод { $amount } не удалось выплатить. Деньги снова доступны.
letter-withdrawal-canceled = Вы отменили вывод { $amount }. Сумма снова доступна.
letter-withdrawal-button = Мои выводы

letter-invoice-subject = { $count ->
    [one] { $count } новый счёт: { $sum }
    [few] { $count } новых счёта: { $sum }
    [many] { $count } новых счетов: { $sum }
   *[other] { $count } новых счёта: { $sum }
}
letter-invoice-text = { $count ->
    [one] Вашим компаниям выставлен { $count } счёт; осталось оплатить { $sum }.
    [few] Вашим компаниям выставлено { $count } счёта; всего осталось оплатить { $sum }.
    [many] Вашим компаниям выставлено { $count } счетов; всего осталось оплатить { $sum }.
   *[other] Вашим компаниям выставлено { $count } счёта; всего осталось оплатить { $sum }.
}
letter-invoice-line = { $company }, счёт { $number }
letter-invoice-due = оплатить до { $day }
letter-invoice-bonuses = Если у вас есть бонусы, ими можно оплатить часть счёта: сколько, показано на его странице.
letter-invoice-button = Посмотреть счёт
letter-invoices-button = Посмотреть мои счета
letter-overdue-subject = { $count ->
    [one] Просрочен { $count } счёт: { $sum }
    [few] Просрочено { $count } счёта: { $sum }
    [many] Просрочено { $count } счетов: { $sum }
   *[other] Просрочено { $count } счёта: { $sum }
}
letter-overdue-text = { $count ->
    [one] { $count } счёт ваших компаний не оплачен в срок; осталось оплатить { $sum }.
    [few] { $count } счёта ваших компаний не оплачены в срок; всего осталось оплатить { $sum }.
    [many] { $count } счетов ваших компаний не оплачены в срок; всего осталось оплатить { $sum }.
   *[other] { $count } счёта ваших компаний не оплачены в срок; всего осталось оплатить { $sum }.
}
letter-overdue-due = надо было оплатить до { $day }
letter-overdue-paid = Если вы оплатили в последние дни, делать ничего не нужно: платёж в пути.
letter-paid-subject = Получено { $sum }
letter-paid-text = { $count ->
    [one] Получен { $count } платёж по счетам ваших компаний: { $sum }. Спасибо.
    [few] Получено { $count } платежа по счетам ваших компаний, всего { $sum }. Спасибо.
   *[other] Получено { $count } платежей по счетам ваших компаний, всего { $sum }. Спасибо.
}
letter-paid-left = осталось оплатить { $sum } до { $day }
letter-paid-whole = оплачено полностью
letter-trial-subject = Пробный период скоро закончится
letter-trial-text = { $count ->
    [one] Скоро закончится { $count } пробный период у ваших компаний. Если ничего не делать, тариф продолжится и тогда же будет выставлен первый счёт.
    [few] Скоро закончатся { $count } пробных периода у ваших компаний. Если ничего не делать, тарифы продолжатся и тогда же будут выставлены первые счета.
   *[other] Скоро закончатся { $count } пробных периодов у ваших компаний. Если ничего не делать, тарифы продолжатся и тогда же будут выставлены первые счета.
}
letter-trial-line = { $product }, { $company }
letter-trial-then = бесплатно до { $day }, затем { $price }
letter-trial-choice = До этого можно бесплатно выбрать другой тариф или отказаться.
letter-trial-button = Мои тарифы

settings-letters = Письма
settings-letters-hint = О чём вам можно писать. Письма о пароле и адресе приходят всегда.
wrong-letter = Выберите из видов писем в списке.
letters-kind-invited = По моему приглашению зарегистрировались
letters-kind-earned = Мне что-то начислено
letters-kind-available = Бонус стал доступен
letters-kind-frozen = Бонус ждёт решения о возврате
letters-kind-taken_back = Бонус отозван
letters-kind-expired = Срок бонуса истёк
letters-kind-payout = Что-то выплачено
letters-kind-verification = Ежемесячные скидки моих компаний
letters-kind-withdrawal = Каждый шаг вывода
letters-kind-terms = Новые условия
letters-kind-welcome = Принятое мной приглашение
letters-kind-claim = Решения по моим заявкам
letters-kind-converted = Обмен денег на бонусы
letters-kind-invoice = Новые счета моих компаний
letters-kind-overdue = Мои просроченные счета
letters-kind-paid = Платежи, полученные по моим счетам
letters-kind-trial = Пробный период скоро закончится
letters-off-title = Письма
letters-off-ask = Больше не присылать эти письма?
letters-off-button = Да, отключить
letters-off-done = Эти письма больше не приходят:
