# La entrada y los ajustes propios.
field-name = Su nombre
field-email = Correo electrónico
field-email-hint = Le enviamos un solo correo para confirmarlo.
field-password = Contraseña
field-password-hint = Al menos 10 caracteres. Unas cuantas palabras sencillas van bien.
field-new-password = Contraseña nueva
field-current-password = Contraseña actual
field-company = Nombre de la empresa
field-tax-id = Número fiscal
field-tax-id-hint = Hace falta en las facturas.
field-country = País
field-country-none = Elija
field-code = Código de invitación
field-code-hint = Ocho letras y cifras, como K7QM2XWA.
field-language = Idioma
field-time-zone = Zona horaria
field-time-zone-hint = La siguen las fechas de las páginas y los correos.
field-time-zone-none = Aún no ha elegido ninguna: las horas se dan en UTC.
field-language-hint = Lo usan las páginas y los correos.

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
sign-in-description = Entre en su cuenta de invitaciones: qué gana y por qué, a quién invitó, sus planes y sus facturas.
sign-in-forgot = ¿Olvidó la contraseña?
sign-in-register = Crear una cuenta
sign-in-back = Volver a la entrada

confirm-sent-title = Confirme su correo
confirm-sent-text = Hemos enviado un correo a { $email }. Abra su enlace en las próximas 24 horas y podrá entrar.
reset-sent-title = Mire su buzón
reset-sent-text = Si hay una cuenta de { $email }, un correo con un enlace para la contraseña nueva está en camino. El enlace vale una hora.
letter-missing = ¿No llega? Mire en la carpeta de correo no deseado o pídala de nuevo dentro de unos minutos.
letter-again = Enviar otro correo
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
reset-stale = Este enlace ya se usó o es demasiado antiguo.

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
wrong-tax-id = Use solo cifras y letras, como máximo 40 caracteres.
wrong-tax-id-taken = Este número fiscal es de una empresa que ya está registrada. Si es la suya, { $told ->
    [no] escríbanos.
   *[yes] escriba a { $support }.
}
wrong-country = Elija un país de la lista.
wrong-code = Un código tiene ocho letras y cifras.
wrong-sign-in = El correo y la contraseña no coinciden. Revíselos o pida una contraseña nueva.
code-unknown = No conocemos este código.
code-over = La invitación de este código ha terminado.
code-expired = El plazo de este código ha terminado.
code-own = Este es su propio código.
code-closed = El programa de este código ya no admite invitaciones.
code-links-only = Su programa solo admite invitaciones por enlace: abra el enlace que le dieron.

flash-signed-out = Ha salido.
flash-sign-in-ended = Su sesión había terminado y nada ha cambiado. Inicie sesión y pulse otra vez.
flash-signed-out-everywhere = La sesión se ha cerrado en los demás dispositivos.
flash-saved = Guardado.
flash-password-changed = La contraseña ha cambiado. La sesión se ha cerrado en los demás dispositivos.
flash-letter-sent = El correo está en camino.
flash-welcome = ¡Bienvenido! Su cuenta está lista.

settings-nav = Páginas de los ajustes
settings-security = Acceso
two-step-title = Acceso en dos pasos
two-step-is-on = activado
two-step-since = desde el
two-step-codes-left = { $count ->
    [one] Queda { $count } código de recuperación.
   *[other] Quedan { $count } códigos de recuperación.
}
two-step-change = Cambiar o desactivar
two-step-lead = Además de la contraseña se pide un código de su teléfono. Quien averigüe su contraseña no podrá entrar.
two-step-turn-on = Activar
two-step-needed = El personal necesita el acceso en dos pasos. Sus páginas se abrirán en cuanto lo active.
two-step-apps = Necesita en el teléfono una aplicación de códigos; sirve cualquiera.
two-step-begin = Empezar
two-step-scan = 1. Escanee esto con la aplicación
two-step-open = O ábralo en una aplicación de este dispositivo
two-step-key = O escriba esta clave en la aplicación
two-step-first = 2. Escriba el código que muestra la aplicación
field-app-code = Código de la aplicación
field-app-code-hint = Seis cifras. Cambia cada 30 segundos.
field-code-step = Código de la aplicación o de recuperación
field-code-step-hint = Cada código vale una sola vez.
two-step-new-codes = Nuevos códigos de recuperación
two-step-turn-off = Desactivar
two-step-new-codes-hint = Con ello dejan de valer todos los códigos de recuperación anteriores.
recovery-title = Sus códigos de recuperación
recovery-text = El acceso en dos pasos está activado. Si pierde el teléfono, cada uno de estos códigos le deja entrar una vez. Esta página solo se muestra ahora: imprímala o anote los códigos.
recovery-print = Guárdelos lejos de la contraseña. Sin teléfono y sin códigos solo puede ayudarle nuestro personal, y eso lleva tiempo.
recovery-kept = Ya los he guardado
code-title = Un paso más
code-hint = Seis cifras. Sin el teléfono, escriba uno de sus códigos de recuperación.
wrong-code-step = Este código no vale o ya se usó. Espere al siguiente y escriba ese.
wrong-code-first = Este código no vale. Compruebe el reloj de su teléfono y escriba el código siguiente.
flash-code-late = Ha pasado demasiado tiempo. Entre de nuevo.
flash-recovery-code-used = Ha entrado. Este código de recuperación ya no vale.
flash-two-step-off = El acceso en dos pasos está desactivado.
letter-two-step-on-subject = El acceso en dos pasos está activado
letter-two-step-on-text = Desde ahora, para entrar en su cuenta se pide un código de su aplicación. La sesión se ha cerrado en los demás dispositivos.
letter-two-step-off-subject = El acceso en dos pasos está desactivado
letter-two-step-off-text = Para entrar en su cuenta vuelve a bastar la contraseña.
letter-codes-subject = Nuevos códigos de recuperación
letter-codes-text = Se han creado nuevos códigos de recuperación para su cuenta. Los anteriores ya no valen.
letter-code-used-subject = Se usó un código de recuperación
letter-code-used-text = { $count ->
    [one] Alguien entró en su cuenta con un código de recuperación. Queda { $count }.
   *[other] Alguien entró en su cuenta con un código de recuperación. Quedan { $count }.
}
letter-security-warning = Si no fue usted, elija enseguida una contraseña nueva y cierre la sesión en todas partes.
letter-security-button = Ver cómo entro

settings-payout = Datos de cobro
payout-locked = Sus datos de cobro han cambiado: no se puede retirar nada hasta el { $until }.
payout-nothing = Ninguno de sus programas paga dinero.
payout-lead = Una retirada va a los datos que figuran aquí cuando la pide. Para cambiarlos hacen falta su contraseña y el enlace de un correo; después no se puede retirar nada durante 24 horas.
payout-none = Aún sin indicar
payout-waits = le espera
payout-waits-text = Abra el enlace del correo que le enviamos. Hasta entonces no cambia nada.
payout-change = Cambiar
payout-add = Añadir
payout-holder = Titular de la cuenta
payout-holder-hint = Como lo conoce el banco.
payout-iban = Número IBAN
payout-iban-hint = Empieza con dos letras, como ES91 2100 0418 4502 0005 1332.
payout-card-holder = Nombre en la tarjeta
payout-card-holder-hint = Como está impreso en ella.
payout-card = Número de tarjeta
payout-card-hint = De 12 a 19 cifras. Nunca las tres cifras del reverso.
payout-custom = Lo acordado
payout-custom-hint = Adónde va su dinero, según lo acordado con nuestro personal.
payout-ask = Enviarme el correo
payout-ask-hint = No cambia nada hasta que abra el enlace del correo.
payout-confirm-title = ¿Son estos sus datos de cobro?
payout-confirm-text = Desde ahora su dinero irá allí. Confírmelo solo si usted lo pidió.
payout-confirm-button = Sí, son los míos
payout-confirm-stale = Ya se usó, tiene más de 24 horas o desde entonces usted pidió otra cosa. Siguen valiendo los datos anteriores.
payout-confirm-other-title = Este enlace no es suyo
payout-confirm-other = Este enlace se envió a otra persona, no a la cuenta con la que ha entrado. No se ha cambiado nada. Salga y ábralo como quien lo pidió.
wrong-payout-holder = Escriba el nombre, de 70 caracteres como máximo.
wrong-payout-iban = No es un IBAN completo: falta un carácter o hay un error. Cópielo de su banco.
wrong-payout-card = No es un número de tarjeta completo: falta una cifra o hay un error.
wrong-payout-text = Escriba lo acordado, de 3 a 200 caracteres en una línea.
flash-payout-asked = El correo está en camino. Abra su enlace para confirmar el cambio.
flash-payout-confirmed = Sus datos de cobro han cambiado. Podrá retirar de nuevo dentro de 24 horas.
letter-details-subject = Confirme sus datos de cobro
letter-details-text = Alguien, seguramente usted, cambió adónde se paga su dinero. Mírelo y confírmelo aquí. Si no fue usted, elija enseguida una contraseña nueva.
letter-details-until = El enlace vale una sola vez, hasta el { $until }. Si no hace nada, no cambia nada.
letter-details-button = Ver el cambio
letter-details-changed-subject = Sus datos de cobro han cambiado
letter-details-changed-text = Sus datos de cobro han cambiado. No se puede retirar nada hasta el { $until }.

settings-data = Mis datos
export-title = Una copia de mis datos
export-text = Todo lo que guardamos sobre usted en un archivo (JSON): perfil, empresas, facturas, enlaces, visitas, invitados, recibos, cada movimiento de dinero, retiradas. Guárdelo bien.
export-button = Descargar
deletion-title = Borrar mi cuenta
deletion-lead = Se borran su nombre, su correo, los nombres de sus empresas y sus datos de cobro. No se puede deshacer.
deletion-go = Borrar mi cuenta
deletion-goes = Su nombre, su correo, los nombres y números fiscales de sus empresas, sus datos de cobro y sus sesiones se borran enseguida. Nadie podrá entrar.
deletion-stays = Lo ganado, gastado y pagado queda en nuestros libros sin su nombre, como pide la ley. Quienes usted invitó conservan lo suyo.
deletion-address = Esta dirección de correo no podrá registrarse aquí de nuevo.
deletion-subscriptions = Las suscripciones de sus empresas no terminan con esto: cancélelas antes.
deletion-money = Esto todavía es suyo. Retírelo o gástelo antes, o renuncie a ello:
deletion-on-hold = { $sum } en espera
deletion-gives-up = Renuncio a todo. Ya no se pagará ni se usará.
deletion-sure = Sé que no se puede deshacer.
deletion-button = Borrar mi cuenta para siempre
deletion-withdrawing = Hay una retirada en camino. Espere a que se pague o cancélela; después podrá borrar su cuenta.
deletion-staff = Usted es del personal. Pida antes a un administrador que le quite la función.
deletion-demo = En la demostración no se borra a nadie: el siguiente visitante también quiere mirar.
wrong-deletion-sure = Marque esto si está seguro.
wrong-deletion-money = Marque esto para renunciar, o retírelo o gástelo antes.
flash-deleted = Su cuenta está borrada. Un último correo está en camino.
letter-deleted-subject = Su cuenta está borrada
letter-deleted-text = Su cuenta está borrada, como pidió. Hemos borrado su nombre, su correo, los nombres de sus empresas y sus datos de cobro.
letter-deleted-stays = Lo ganado, gastado y pagado queda en nuestros libros sin su nombre.
letter-deleted-thanks = Gracias por haber estado con nosotros. Este es nuestro último correo.
register-other-code = Tengo otro código
admin-anonymise = Anonimizar
anonymise-lead = Se borra lo que dice quién era; queda lo que pasó con el dinero y las invitaciones. No se puede deshacer.
anonymise-what = Qué ocurre
anonymise-goes = Se borra al instante: nombre, correo, nombres y números fiscales de las empresas, datos de pago y sesiones. Ya nadie puede entrar.
anonymise-stays = Queda sin el nombre: lo ganado, gastado y pagado, los recibos, las invitaciones y el registro de acciones.
anonymise-letter = Un último correo avisa a la persona.
anonymise-subscriptions = Las suscripciones de sus empresas no terminan por esto.
anonymise-sure = ¿Está seguro?
anonymise-reason-hint = Lo leen los colegas en el registro de acciones, donde se queda: no nombre a la persona.
anonymise-money = Esto es todavía de la persona. Sin su consentimiento sigue siendo suyo.
anonymise-gives-up = La persona renunció a ello. Ya no se pagará ni se usará.
anonymise-type = Para confirmar, escriba:
anonymise-typed = Confirmación
anonymise-button = Anonimizar para siempre
anonymise-done = Esta persona ya es anónima.
anonymise-staff = Esta persona es del equipo. Quítele antes el rol.
anonymise-withdrawing = Hay una retirada en curso. Páguela o rechácela antes.
anonymise-did = Ya lo hizo { $who } el { $at }.
wrong-anonymise-reason = Escriba el motivo, hasta 500 caracteres en una línea.
wrong-anonymise-typed = Escriba exactamente lo que figura arriba.
wrong-anonymise-money = Márquelo solo si la persona renunció; si no, páguelo antes.
flash-anonymised = La persona ahora es anónima.
deed-person-anonymised = Persona anonimizada
letter-erased-text = Nuestro equipo eliminó su cuenta. Hemos borrado su nombre, su correo, los nombres de sus empresas y sus datos de pago.
