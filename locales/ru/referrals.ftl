# Links, landing, invited people, clicks, one's own invitation.
offer-invitee = { $count ->
    [one] You get { $percent } off for { $count } day.
   *[other] You get { $percent } off for { $count } days.
}
