# Las empresas propias.
companies-lead = Las organizaciones que registra y por las que paga. Sus bonos pagan las facturas de cualquiera de ellas.
companies-since = Desde
companies-billing-id = Id para la facturación
companies-billing-id-text = El sistema de facturación nombra a la empresa con este id.
companies-no-tax-id = aún no
companies-closed = cerrada
companies-add = Añadir una empresa
companies-add-button = Añadir la empresa
flash-company-added = La empresa está añadida.
companies-up = Subir { $name }
companies-down = Bajar { $name }
ladder-lead = Sus empresas, en el orden que usted elija. Los referidos activos van a la primera hasta llenarla y solo después a la siguiente.
ladder-title = Previsión de la verificación del { $day }
ladder-today = Referidos activos hoy
ladder-today-count = { $count ->
    [one] Un referido activo hoy.
   *[other] { $count } referidos activos hoy.
}
ladder-by-then = { $count ->
    [one] Tal como están las cosas, ese día contará uno: se tienen en cuenta las pruebas que terminan y las facturas que vencen antes.
   *[other] Tal como están las cosas, ese día contarán { $count }: se tienen en cuenta las pruebas que terminan y las facturas que vencen antes.
}
ladder-order-saves = Este orden ahorra
ladder-best-saves = El mejor orden ahorra
ladder-best = Otro orden ahorra { $amount } más.
ladder-best-button = Tomar el mejor orden
ladder-best-already = Este orden es el que más ahorra.
ladder-places = { $places } de { $cap } plazas
ladder-saves = ahorra { $amount } en el primer cobro posterior
ladder-saves-on = ahorra { $amount } en el cobro del { $day }
ladder-saves-unknown = no se sabe cuánto ahorra: la facturación no indicó el precio
ladder-won-on = Ya ganado: { $percent } en el cobro del { $day }, sea cual sea ahora el orden
ladder-won = Ya ganado: { $percent } en el próximo cobro, sea cual sea ahora el orden
ladder-once-paid = { $percent } cuando se pague
ladder-lift = { $count ->
    [one] uno más la sube del { $from } al { $to }
   *[other] { $count } más la suben del { $from } al { $to }
}
ladder-pending = { $count ->
    [one] Una factura está vencida. Mientras no se pague, el { $day } no habrá descuento:
   *[other] { $count } facturas están vencidas. Mientras no se paguen, el { $day } no habrá descuento:
}
ladder-pending-soon = { $count ->
    [one] Una factura vence antes del { $day }. Si no se paga para entonces, no habrá descuento:
   *[other] { $count } facturas vencen antes del { $day }. Si no se pagan para entonces, no habrá descuento:
}
ladder-open = { $count ->
    [one] Una factura está sin pagar. Mientras esté abierta, el { $day } no habrá descuento:
   *[other] { $count } facturas están sin pagar. Mientras estén abiertas, el { $day } no habrá descuento:
}
ladder-empty = Aún no tiene ninguna empresa abierta. Añada una abajo: quienes usted invita le bajan el precio.
ladder-unused = { $count ->
    [one] Sobra un referido activo: ninguna empresa puede tomarlo.
   *[other] Sobran { $count } referidos activos: ninguna empresa puede tomarlos.
}
ladder-next = Próxima verificación:
ladder-go = Ver y cambiar el orden
ladder-changed = La lista de sus empresas cambió entretanto, quizá en otra ventana. No se ha perdido nada: así está ahora. Vuelva a mover lo que quería mover.
ladder-failed = No se pudo guardar el orden nuevo y sigue el anterior. Compruebe la conexión y muévalo de nuevo.
ladder-said = { $name } es ahora la número { $place } de { $count } y obtiene el { $percent }.
ladder-said-saves = Este orden ahorra { $amount }.
flash-order-saved = El orden está guardado.
companies-all = Todas sus empresas
runs-title = Verificaciones pasadas
runs-lead = Qué encontró cada una en su día, qué obtuvo cada empresa y qué fue de ello. Cambiar el orden no cambia nada del pasado.
runs-empty = No ha habido ninguna desde que invitó a la primera persona.
runs-active = { $count ->
    [one] Contó un referido activo.
   *[other] Contaron { $count } referidos activos.
}
runs-fate = Qué fue de ello
runs-places = Plazas
runs-percent = Descuento
runs-before = antes: { $percent }
run-waits = para el próximo cobro
run-used = usado
run-superseded = sin usar hasta la verificación siguiente
run-lost = perdido, la empresa cerró
admin-companies = Empresas
companies-in-tax-ids = Números fiscales
companies-search-hint = Un número fiscal completo, o un identificador, lleva directo a la empresa.
companies-none-found = No se encuentra ninguna empresa.
companies-owner = Titular
companies-tax-id = Número fiscal
companies-closed-at = Cerrada
companies-place = Lugar en el orden del titular
companies-place-of = { $place } de { $of }
companies-given = Lo que dieron las verificaciones mensuales
companies-given-none = Ninguna verificación dio nada a esta empresa.
companies-places = Plazas
companies-percent = Descuento
companies-subscriptions = Suscripciones
companies-subscriptions-none = No tiene ninguna suscripción.
companies-subscribed = Desde
