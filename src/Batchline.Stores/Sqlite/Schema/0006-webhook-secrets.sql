ALTER TABLE accounts ADD COLUMN webhookSecretHash TEXT;
