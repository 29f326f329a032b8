# Páginas del equipo y la demostración.
admin-title = Equipo
admin-tasks = Por mirar
admin-parked = Hechos aplazados
admin-refused = Hechos rechazados
admin-failed-jobs = Tareas fallidas
admin-books = Libros
admin-books-whole = La última revisión encontró los libros en orden.
admin-books-differ = { $count ->
    [one] La última revisión encontró { $count } diferencia.
   *[other] La última revisión encontró { $count } diferencias.
}
admin-books-counted = { $transfers } movimientos y { $receipts } recibos recalculados
admin-books-none = Aún no hay ninguna revisión; se hace cada noche.
admin-events = Hechos recibidos
admin-events-none = Aún no hay hechos. Los traen la API y la importación.
admin-event = Hecho
admin-recorded = Anotado
admin-source = Origen
event-applied = aplicado
event-parked = aplazado
event-refused = rechazado
event-waits-for = Espera: { $what }.
event-refused-currency = Está en otra moneda que la del programa.

demo-title = Eche un vistazo a Beckon
demo-lead = Un mundo inventado con meses de historia. Elija quién es; puede cambiar cuando quiera y nada de lo que haga llega a nadie.
demo-referrer-text = Invita a empresas, gana de sus pagos y paga con ello sus propias facturas.
demo-referrer-button = Entrar como quien invita
demo-owner-text = Invitó a 29 clientes: cuantos más están activos, menos pagan sus propias empresas. El orden decide cuáles.
demo-owner-button = Entrar como la dueña
demo-partner-text = Gana dinero con lo que otros pagan por alojamiento y ya ha pedido una parte.
demo-partner-button = Entrar como el socio
demo-invitee-text = Llegó por un enlace, tiene un descuento unos días y ve quién ve qué.
demo-invitee-button = Entrar como invitado
demo-staff-text = Ve qué llega, qué espera y si los libros cuadran.
demo-staff-button = Entrar como equipo
demo-clock = El reloj es suyo
demo-clock-text = Muévalo: las esperas acaban, las ofertas terminan y las facturas vencen.
demo-stranger = Venir de fuera
demo-stranger-text = Salga y abra un enlace de invitación:
demo-letters = Aquí no se envían cartas; están en
admin-audit-now = Revisar los libros ahora
event-recorded = registrado
event-refused-for = Rechazado: { $reason }.
demo-billing = Sea el sistema de facturación
demo-billing-text = Esta orden, en una terminal de esta máquina, comunica que la empresa invitada pagó 405 000 ₸; quien la invitó gana una décima parte.
