using Batchline.Stores.Postgres.Statements;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Stores;

public sealed class PostgresTextTests
{
    [Theory]
    [InlineData("SELECT accountId, UUID, jobUUIDs FROM batchAccountStates", "SELECT account_id, uuid, job_uuids FROM \"s\".batch_account_states")]
    [InlineData("SELECT @b, @a, @b", "SELECT $1, $2, $1")]
    [InlineData("UPDATE notices SET nextAttemptAt = @now + @claim", "UPDATE \"s\".notices SET next_attempt_at = \"s\".clock($1) + $2")]
    [InlineData("SELECT 1 FROM accounts WHERE enabled = 1 AND deleting = 0", "SELECT 1 FROM \"s\".accounts WHERE enabled = true AND deleting = false")]
    [InlineData("SELECT value FROM json_each(@ids)", "SELECT value FROM jsonb_array_elements_text($1::jsonb) AS json_each (value)")]
    [InlineData("SELECT c ->> 'operationId' FROM jobs", "SELECT c ->> 'operationId' FROM \"s\".jobs")]
    [InlineData("INSERT INTO jobs (UUID) VALUES (@u) ON CONFLICT (UUID) DO UPDATE SET hash = excluded.hash WHERE (jobs.fence) <= (excluded.fence)",
        "INSERT INTO \"s\".jobs (uuid) VALUES ($1) ON CONFLICT (uuid) DO UPDATE SET hash = excluded.hash WHERE (jobs.fence) <= (excluded.fence)")]
    public void A_shared_statement_is_told_to_PostgreSQL_in_its_own_words(string shared, string own) =>
        new PostgresText("s").Of(shared).ShouldBe(own);

    [Fact]
    public void A_schema_may_have_any_name() => new PostgresText("my \"own\"").Of("SELECT 1 FROM leader").ShouldBe("SELECT 1 FROM \"my \"\"own\"\"\".leader");

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\0b", "a\u24000b")]
    [InlineData("\u2400", "\u2400\u2400")]
    [InlineData("\u24000", "\u2400\u24000")]
    [InlineData("\0\u2400\0", "\u24000\u2400\u2400\u24000")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    public void A_text_is_written_so_that_it_can_be_read_as_it_was(string text, string stored)
    {
        PlainText.Of(text).ShouldBe(stored);
        PlainText.Read(stored).ShouldBe(text);
    }

    [Fact]
    public void Half_of_a_pair_is_replaced_and_a_record_is_not_changed_otherwise()
    {
        PlainText.Of("a\ud83db").ShouldBe("a\uFFFDb");
        PlainText.Json("{\"a\":\"\\u0000 \u2400\ud83d\"}").ShouldBe("{\"a\":\"\\u0000 \u2400\uFFFD\"}");
    }
}
