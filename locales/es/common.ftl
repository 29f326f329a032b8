# Lo que hay en cada página, fechas, errores.
language = Idioma
skip-to-content = Ir al contenido
nav-label = Cuenta
nav-account = Menú de { $name }
nav-overview = Resumen
nav-invited = Invitados
nav-clicks = Clics en mis enlaces
nav-earnings = Ganancias
nav-statement = Extracto
nav-companies = Empresas
nav-billing = Facturas
nav-invitation = Mi invitación
nav-admin = Equipo
nav-settings = Ajustes
nav-sign-in = Entrar
nav-sign-out = Salir

form-refused = Revise lo siguiente
form-optional = (opcional)
pages-label = Páginas
pages-at = Página { $page } de { $pages }
pages-previous = Anterior
pages-following = Siguiente
button-save = Guardar
button-copy = Copiar
button-copied = Copiado

date-day = { $day } de { $month }
date-day-year = { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-alone-1 = Enero
month-alone-2 = Febrero
month-alone-3 = Marzo
month-alone-4 = Abril
month-alone-5 = Mayo
month-alone-6 = Junio
month-alone-7 = Julio
month-alone-8 = Agosto
month-alone-9 = Septiembre
month-alone-10 = Octubre
month-alone-11 = Noviembre
month-alone-12 = Diciembre
date-month = { $month } de { $year }
just-now = ahora mismo
in-days = { $count ->
    [1] mañana
   *[other] dentro de { $count } días
}
days-ago = { $count ->
    [1] ayer
   *[other] hace { $count } días
}
in-hours = { $count ->
    [1] dentro de una hora
   *[other] dentro de { $count } horas
}
hours-ago = { $count ->
    [1] hace una hora
   *[other] hace { $count } horas
}
in-minutes = { $count ->
    [1] dentro de un minuto
   *[other] dentro de { $count } minutos
}
minutes-ago = { $count ->
    [1] hace un minuto
   *[other] hace { $count } minutos
}

error-number = Error { $number }
error-home = Ir al inicio
error-id = Si nos escribe, indique este número:
error-400-title = No entendemos esta petición
error-400-text = Algo en la dirección o en el formulario está mal escrito. Vuelva atrás, recargue la página e inténtelo de nuevo.
error-403-title = Esto no está permitido
error-403-text = Su cuenta no puede hacerlo, o el formulario venía de otro sitio. Abra de nuevo la página desde el menú.
error-404-title = Aquí no hay nada
error-404-text = Puede que la dirección esté mal escrita o que lo que había pertenezca a otra cuenta.
error-405-title = Esta dirección atiende otras peticiones
error-405-text = Abra de nuevo la página desde el menú.
error-413-title = Es demasiado grande
error-413-text = Envíe menos de una vez e inténtelo de nuevo.
error-422-title = Hay que corregir algo
error-422-text = No se ha cambiado nada. Vuelva atrás, corrija lo que se indica y envíelo de nuevo.
error-429-title = Demasiados intentos
error-429-text = Espere unos minutos e inténtelo de nuevo. Así protegemos su cuenta de quien prueba contraseñas.
error-500-title = Algo nuestro ha fallado
error-500-text = Ha quedado registrado y nada se hizo a medias. Inténtelo de nuevo en un momento.
error-503-title = Volvemos enseguida
error-503-text = El servicio se está reiniciando. No se ha cambiado nada; inténtelo dentro de unos segundos.

demo-bar = Demostración
demo-today = Reloj de la demostración:
demo-days = { $count ->
    [one] +{ $count } día
   *[other] +{ $count } días
}
demo-28th = hasta el 28
demo-wrong-step = Avance de 1 a 31 días, o hasta el 28.
demo-switch = Cambiar de papel
demo-referrer = Quien invita
demo-owner = Dueña de dos empresas
demo-partner = Socio de alojamiento
demo-invitee = Invitado
demo-staff = Equipo
nav-share = Compartir
invitation-bar = Su invitación
pages-first = Al principio
