# Letters, and the pages that their links lead to.
letter-greeting = Здравствуйте, { $name }!
letter-greeting-unknown = Здравствуйте!
letter-button-beside = Если кнопка не работает, откройте этот адрес:
letter-foot = Это письмо пришло с { $host }, потому что там указали этот адрес. Если это были не вы, ничего не произойдёт: просто удалите его.

letter-confirm-subject = Подтвердите вашу почту
letter-confirm-text = С этим адресом создана учётная запись. Подтвердите, что он ваш, и сможете войти.
letter-confirm-until = Ссылка действует до { $until }.
letter-confirm-button = Подтвердить почту
letter-reset-subject = Ваш новый пароль
letter-reset-text = Кто-то, вероятно вы, попросил новый пароль к вашей учётной записи.
letter-reset-until = Ссылка сработает один раз, до { $until }. Если ничего не делать, пароль останется прежним.
letter-reset-button = Выбрать новый пароль
letter-taken-subject = У вас уже есть учётная запись
letter-taken-text = Кто-то, вероятно вы, хотел создать учётную запись с этим адресом, но она уже есть. Войдите со своим паролем или выберите здесь новый.

confirm-title = Это ваша почта?
confirm-text = С вашим адресом создана учётная запись. Подтверждайте, только если её создали вы.
confirm-button = Да, моя
