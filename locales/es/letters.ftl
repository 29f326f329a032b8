# Letters, and the pages that their links lead to.
letter-greeting = Hola, { $name }:
letter-greeting-unknown = Hola:
letter-button-beside = Si el botón no funciona, abre esta dirección:
letter-foot = Esta carta viene de { $host }, porque allí se escribió esta dirección. Si no fuiste tú, no pasa nada: puedes borrarla.

letter-confirm-subject = Confirma tu correo
letter-confirm-text = Se creó una cuenta con esta dirección. Confirma que es tuya y podrás entrar.
letter-confirm-until = El enlace vale hasta { $until }.
letter-confirm-button = Confirmar mi correo
letter-reset-subject = Tu nueva contraseña
letter-reset-text = Alguien, seguramente tú, pidió una nueva contraseña para tu cuenta.
letter-reset-until = El enlace vale una sola vez, hasta { $until }. Si no haces nada, tu contraseña queda como está.
letter-reset-button = Elegir una nueva contraseña
letter-taken-subject = Ya tienes una cuenta
letter-taken-text = Alguien, seguramente tú, quiso crear una cuenta con esta dirección, pero ya tiene una. Entra con tu contraseña o elige aquí una nueva.

confirm-title = ¿Es este tu correo?
confirm-text = Se creó una cuenta con tu dirección. Confírmala solo si la creaste tú.
confirm-button = Sí, es mío
