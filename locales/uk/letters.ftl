# Letters, and the pages that their links lead to.
letter-greeting = Вітаємо, { $name }!
letter-greeting-unknown = Вітаємо!
letter-button-beside = Якщо кнопка не працює, відкрийте цю адресу:
letter-foot = Цей лист надійшов із { $host }, бо там вказали цю адресу. Якщо це були не ви, нічого не станеться: просто видаліть його.

letter-confirm-subject = Підтвердьте вашу пошту
letter-confirm-text = З цією адресою створено обліковий запис. Підтвердьте, що вона ваша, і зможете увійти.
letter-confirm-until = Посилання діє до { $until }.
letter-confirm-button = Підтвердити пошту
letter-reset-subject = Ваш новий пароль
letter-reset-text = Хтось, мабуть ви, попросив новий пароль до вашого облікового запису.
letter-reset-until = Посилання спрацює один раз, до { $until }. Якщо нічого не робити, пароль залишиться попереднім.
letter-reset-button = Обрати новий пароль
letter-taken-subject = У вас уже є обліковий запис
letter-taken-text = Хтось, мабуть ви, хотів створити обліковий запис із цією адресою, але він уже є. Увійдіть зі своїм паролем або оберіть тут новий.

confirm-title = Це ваша пошта?
confirm-text = З вашою адресою створено обліковий запис. Підтверджуйте, лише якщо його створили ви.
confirm-button = Так, моя
