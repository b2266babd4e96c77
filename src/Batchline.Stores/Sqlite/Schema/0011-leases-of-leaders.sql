-- A new leader ends the leases of those before it, wherever they are.
CREATE INDEX headsLed ON accountHeads (leader) WHERE released = 0;
