# Приглашения, которые проверяют сотрудники, и список всех.
admin-flags = Подозрения
admin-referrals-all = Все
admin-referrals-empty = Здесь нет приглашений.
admin-referrals-program = Программа
referrals-unpaid = ещё не платили
referrals-paying = платят
referrals-ended = завершено
flags-waiting = Ждут решения
flags-who = Почта или идентификатор кого-либо из двоих
flags-none = Здесь нет подозрений.
flags-flag = Приглашённый
flags-kind = Вид
flags-referrer = Кто пригласил
flag-same-email = Та же почта
flag-same-tax-id = Тот же налоговый номер
flag-same-address = Тот же адрес
flag-disposable-mail = Одноразовая почта
flag-velocity = Слишком много сразу
flag-own-invitee = Собственное имя
flag-open = решить
flag-held = удержано
flag-cleared = всё в порядке
flag-voided = завершено
flag-banned = запрещено
flag-found-same-email = Их адреса различаются лишь точками, регистром и тем, что после плюса.
flag-found-same-tax-id = У их компаний один и тот же налоговый номер.
flag-found-same-address = Они пришли в один день с одного адреса и одного браузера. Хранится только хеш: { $hash }.
flag-found-disposable-mail = { $domain } даёт любому адрес на несколько минут.
flag-found-velocity-hour = { $count ->
    [one] { $count } человек зарегистрировался с кодом { $code } за час.
    [few] { $count } человека зарегистрировались с кодом { $code } за час.
    [many] { $count } человек зарегистрировались с кодом { $code } за час.
   *[other] { $count } человека зарегистрировались с кодом { $code } за час.
}
flag-found-velocity-day = { $count ->
    [one] { $count } человек зарегистрировался с кодом { $code } за сутки.
    [few] { $count } человека зарегистрировались с кодом { $code } за сутки.
    [many] { $count } человек зарегистрировались с кодом { $code } за сутки.
   *[other] { $count } человека зарегистрировались с кодом { $code } за сутки.
}
flag-found-own-invitee = У обоих одно и то же имя. Возможно, кто-то пригласил сам себя.
flag-invitee = Приглашённый
flag-tax-ids = Налоговые номера
flag-others = Другие с тем же
flag-timeline = Что произошло
flag-at-visit = Переход по ссылке
flag-at-registration = Регистрация
flag-at-payment = Первый платёж
flag-at-flag = Подозрение
flag-at-hold = Удержано
flag-at-end = Завершено
flag-at-decision = Последнее решение
flag-beside = Другие подозрения об этом приглашении
flag-money = О каких деньгах речь
flag-money-none = По нему ничего не заработано.
flag-money-hint = Освобождённое могло быть уже использовано.
flag-finance = Решают финансисты.
flag-decided = { $name } решает { $day }: { $state }.
flag-note-hint = Останется в журнале действий. До 500 символов.
flag-hold = Удержать
flag-hold-text = Заработанное по нему не освобождается, пока подозрение не снято. Освобождённое раньше остаётся доступным.
flag-clear = Всё в порядке
flag-clear-text = Удержанное освобождается, если его не держит другое подозрение.
flag-void = Завершить приглашение
flag-void-text = Дальнейшие платежи ничего не приносят. То, что в ожидании, удерживается, пока подозрение не снято.
flag-ban = Запретить приглашать
flag-ban-text = Кто придёт по их ссылкам, не засчитывается, а всё заработанное на приглашённых раньше удерживается.
flag-readmit = Снова разрешить
flash-flag-held = Удержано.
flash-flag-cleared = Подозрение снято.
flash-flag-voided = Приглашение завершено.
flash-flag-banned = Запрещено.
flash-flag-readmitted = Снова можно приглашать.
wrong-flag-decided = Решение уже есть: { $name }, { $day }. Посмотрите ещё раз.
wrong-flag-gone = Его заменило другое приглашение.
wrong-flag-not-banned = Им не запрещено приглашать.
deed-flag-held = Приглашение удержано
deed-flag-cleared = Подозрение снято
deed-flag-voided = Подозрительное приглашение завершено
deed-flag-banned = Запрет из-за подозрения
deed-person-banned = Запрещено приглашать
deed-person-readmitted = Снова можно приглашать
subject-flag = Подозрение
job-flags-look-at-new = Просмотреть новые приглашения
