# Lo que el personal ve de todos a la vez.
admin-task-undecided = Retiradas por decidir
admin-task-second = Segundas aprobaciones
admin-task-deliveries = Correos sin enviar
figures-liability = Lo que se debe a las personas
figures-counted = Se cuenta cada hora:
figures-owing = Lo que deben las personas
figures-weeks = Cuándo estará disponible
figures-week = Semana
figures-week-of = Semana del { $day }
figures-later = Más tarde
figures-undated = Sin fecha: congelado o en espera
figures-came = { $days ->
    [one] Quién vino en el último día
   *[other] Quién vino en los últimos { $days } días
}
figures-clicks = Clics
figures-registered = Registrados
figures-paying = De pago
figures-none = Lo que se debe y quién vino se cuenta cada hora; la primera cuenta llega pronto.
figures-runs = Últimas verificaciones mensuales
figures-ran = Hecha
figures-referrers = Referentes
figures-companies = Empresas
job-figures-count = Contar las cifras del resumen
