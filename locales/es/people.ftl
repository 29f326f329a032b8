# La entrada y los ajustes propios.
field-name = Su nombre
field-email = Correo electrónico
field-email-hint = Le enviamos una sola carta para confirmarlo.
field-password = Contraseña
field-password-hint = Al menos 10 caracteres. Unas cuantas palabras sencillas van bien.
field-new-password = Contraseña nueva
field-current-password = Contraseña actual
field-company = Nombre de la empresa
field-tax-id = Número fiscal
field-tax-id-hint = Hace falta en las facturas; puede añadirlo más tarde.
field-country = País
field-country-none = Elija
field-code = Código de invitación
field-code-hint = Ocho letras y cifras, como K7QM2XWA.
field-language = Idioma
field-time-zone = Zona horaria
field-time-zone-hint = La siguen las fechas de las páginas y las cartas.
field-language-hint = Lo usan las páginas y las cartas.

register-title = Cree su cuenta
register-lead = Una cuenta para su empresa, sus facturas y su propio enlace de invitación.
register-invited-by = { $name } le invita.
register-with-code = Viene con el código
register-code-remove = Seguir sin el código
register-code-go-on = Puede registrarse igualmente.
register-have-code = Tengo un código de invitación
register-code-apply = Aplicar
register-button = Crear la cuenta
register-consent = Guardamos lo que escribe aquí, el código con el que vino y la hora de su visita, para llevar su cuenta y saber quién le invitó. Nada llega a anunciantes.
register-known = ¿Ya tiene cuenta?

sign-in-title = Entrar
sign-in-forgot = ¿Olvidó la contraseña?
sign-in-register = Crear una cuenta
sign-in-back = Volver a la entrada

confirm-sent-title = Confirme su correo
confirm-sent-text = Hemos enviado una carta a { $email }. Abra su enlace en las próximas 24 horas y podrá entrar.
reset-sent-title = Mire su buzón
reset-sent-text = Si hay una cuenta de { $email }, una carta con un enlace para la contraseña nueva está en camino. El enlace vale una hora.
letter-missing = ¿No llega? Mire en la carpeta de correo no deseado o pídala de nuevo dentro de unos minutos.
letter-again = Enviar otra carta
confirmed-title = Su correo está confirmado
confirmed-text = Ya puede entrar: le esperan su enlace, sus facturas y sus bonos.
confirmed-go-on = Seguir
confirm-stale-title = Este enlace ya no vale
confirm-stale-text = Ya se usó o tiene más de 24 horas. Podemos enviarle otro.

forgot-title = Una contraseña nueva
forgot-lead = Escriba el correo de su cuenta y le enviaremos un enlace.
forgot-button = Enviar el enlace
reset-title = Elija una contraseña nueva
reset-ends-sessions = Se cierra la sesión en todos los demás dispositivos.
reset-button = Guardar y entrar
reset-stale = Este enlace ya se usó o tiene más de una hora.

settings-profile = Perfil
settings-email-confirmed = confirmado
settings-email-unconfirmed = sin confirmar
settings-hide-name = Ocultar mi nombre a quien me invitó
settings-hide-name-hint = Solo verá que alguien se registró y lo que gana.
settings-password = Contraseña
settings-password-button = Cambiar la contraseña
settings-sessions = Dónde tiene la sesión abierta
settings-session-unknown = Navegador desconocido
settings-session-here = Este navegador, ahora
settings-session-current = este
settings-session-seen = Último uso
settings-session-end = Cerrar
settings-sessions-end = Cerrar sesión en todas partes

wrong-name = Escriba su nombre, de 200 caracteres como máximo.
wrong-email = Escriba una dirección completa, como nombre@example.com.
wrong-password-short = { $count ->
    [one] Use al menos { $count } carácter.
   *[other] Use al menos { $count } caracteres.
}
wrong-password-long = { $count ->
    [one] Use como máximo { $count } carácter.
   *[other] Use como máximo { $count } caracteres.
}
wrong-password-common = Esta contraseña es de las primeras que se prueban. Elija otra.
wrong-password-current = Esta no es su contraseña actual.
wrong-company = Escriba el nombre de la empresa, de 200 caracteres como máximo.
wrong-tax-id = Escriba el número fiscal solo con sus cifras y letras.
wrong-tax-id-taken = Este número fiscal es de una empresa que ya está registrada. Si es la suya, escríbanos.
wrong-country = Elija un país de la lista.
wrong-code = Un código tiene ocho letras y cifras.
wrong-sign-in = El correo y la contraseña no coinciden. Revíselos o pida una contraseña nueva.
code-unknown = No conocemos este código.
code-expired = El plazo de este código ha terminado.
code-own = Este es su propio código.
code-closed = El programa de este código ya no admite invitaciones.

flash-signed-out = Ha salido.
flash-signed-out-everywhere = La sesión se ha cerrado en los demás dispositivos.
flash-saved = Guardado.
flash-password-changed = La contraseña ha cambiado. La sesión se ha cerrado en los demás dispositivos.
flash-letter-sent = La carta está en camino.
flash-welcome = ¡Bienvenido! Su cuenta está lista.
register-other-code = Tengo otro código
