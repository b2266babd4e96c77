using System.Net;
using System.Net.Sockets;
using Batchline.Engine.Failures;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Connections;
using MongoDB.Driver.Core.Servers;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Stores;

public sealed class MongoErrorsTests
{
    private static readonly ConnectionId Connection = new(new ServerId(new ClusterId(), new DnsEndPoint("localhost", 27017)));

    /// <summary>Shapes of commands, sizes, and unique indexes.</summary>
    private static readonly int[] Ours =
    [
        2, 9, 14, 15, 16, 22, 27, 28, 40, 52, 53, 54, 56, 57, 66, 67, 72, 73, 85, 86, 168, 197, 241, 10334, 11000, 11001, 12582, 17280, 17419, 17420,
        40324, 40414, 40415,
    ];

    private static readonly int[] Refused = [11, 13, 18, 20, 59, 115, 121, 238, 303, 371, 8000, 12501, 13297, 14031];

    [Fact]
    public void Every_code_of_a_server_is_ours_or_refused_or_else_passes()
    {
        var kinds = Enumerable.Range(-1, 60_000).ToLookup(code => KindOf(Failed(code, "text")));

        kinds["ours"].ShouldBe(Ours);
        kinds["refused"].ShouldBe(Refused);
        kinds["away"].Count().ShouldBe(60_000 - Ours.Length - Refused.Length);
        kinds["away"].ShouldContain(462);
        kinds["away"].ShouldContain(11601);
        kinds["away"].ShouldContain(134);
    }

    [Fact]
    public void A_write_that_failed_in_a_group_is_judged_by_the_same_codes()
    {
        var kinds = Enumerable.Range(-1, 20_000).ToLookup(code => KindOf(Failed(11000, code)));

        kinds["ours"].ShouldBe(Ours.Where(code => code < 20_000));
        kinds["refused"].ShouldBe(Refused);
    }

    [Theory]
    [InlineData(8000, "you are over your space quota, using 513 MB of 512 MB", "MongoDB has no space left")]
    [InlineData(8, "28: No space left on device", "MongoDB has no space left")]
    [InlineData(14031, "Can't take a write lock while out of disk space", "MongoDB has no space left")]
    [InlineData(371, "User writes blocked", "writes are blocked on the MongoDB server")]
    [InlineData(13, "not authorized on batchline to execute command { find: \"jobs\" }", "the MongoDB user may not read and write the database")]
    [InlineData(8000, "(Unauthorized) not authorized on batchline", "the MongoDB user may not read and write the database")]
    [InlineData(8000, "bad auth : authentication failed", "MongoDB does not accept the user or the password")]
    [InlineData(8000, "CMD_NOT_ALLOWED: setFeatureCompatibilityVersion", "MongoDB Atlas refuses a command")]
    [InlineData(20, "Transaction numbers are only allowed on a replica set member or mongos", "this MongoDB server knows no retryable writes")]
    [InlineData(301, "Retryable writes are not supported", "this MongoDB server knows no retryable writes")]
    [InlineData(303, "Feature not supported: $lookup", "this MongoDB server does not support a command that is needed")]
    public void A_refusal_says_why_and_what_to_do(int code, string text, string because)
    {
        var refused = MongoErrors.Of(Failed(code, text)).ShouldBeOfType<StoreRefusedException>();

        refused.Because.ShouldBe(because);
        refused.Message.ShouldBe($"The database refuses to work: {because}. {refused.Do}.");
        refused.Do.ShouldNotEndWith(".");
    }

    [Theory]
    [InlineData(8000, "Too many requests, rate limit exceeded", "MongoDB cannot do it now: Name8000 (8000)")]
    [InlineData(462, "no resources", "MongoDB cannot do it now: Name462 (462)")]
    public void What_passes_names_the_code(int code, string text, string message)
    {
        MongoErrors.Of(Failed(code, text)).ShouldBeOfType<StoreUnavailableException>().Message.ShouldBe(message);
    }

    [Fact]
    public void Faults_of_the_way_to_the_server_pass()
    {
        Exception[] faults =
        [
            new MongoConnectionException(Connection, "cut", new IOException("reset")),
            new MongoAuthenticationException(Connection, "cut while logging in", new MongoConnectionException(Connection, "cut", new SocketException())),
            new MongoWaitQueueFullException("full"),
            new MongoCursorNotFoundException(Connection, 1, []),
            new MongoExecutionTimeoutException(Connection, "too slow"),
            new TimeoutException("no server"),
            new IOException("broken pipe"),
            new SocketException(24),
        ];

        faults.Select(KindOf).ShouldBe(Enumerable.Repeat("away", faults.Length));
    }

    [Fact]
    public void A_login_that_the_server_refuses_is_refused_and_shows_neither_user_nor_password()
    {
        var failed = new MongoAuthenticationException(
            Connection, "Unable to authenticate username 'batch' using 'secret'", Failed(18, "Authentication failed for batch"));

        var refused = MongoErrors.Of(failed).ShouldBeOfType<StoreRefusedException>();

        refused.Because.ShouldBe("MongoDB does not accept the user or the password");
        refused.Message.ShouldNotContain("batch");
        refused.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void What_this_program_does_wrong_stays_as_it_is()
    {
        Exception[] faults =
        [
            new FormatException("Size 17000000 is larger than MaxDocumentSize 16777216."),
            new BsonSerializationException("too deep"),
            new MongoInternalException("inside"),
            new OperationCanceledException("stopped"),
            new ObjectDisposedException("client"),
            new InvalidOperationException("no"),
            new KeyNotFoundException("value"),
        ];

        faults.Select(KindOf).ShouldBe(Enumerable.Repeat("ours", faults.Length));
    }

    private static string KindOf(Exception exception) => MongoErrors.Of(exception) switch
    {
        null => "ours",
        StoreRefusedException => "refused",
        _ => "away",
    };

    private static MongoCommandException Failed(int code, string text) => new(
        Connection, text, [], new BsonDocument { { "ok", 0 }, { "code", code }, { "codeName", $"Name{code}" }, { "errmsg", text } });

    private static MongoBulkWriteException<BsonDocument> Failed(params int[] codes)
    {
        var make = typeof(BulkWriteError).GetConstructors(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic).Single();
        var errors = codes.Select((code, index) => (BulkWriteError)make.Invoke([index, ServerErrorCategory.Uncategorized, code, "text", new BsonDocument()])).ToList();
        return new MongoBulkWriteException<BsonDocument>(
            Connection, new BulkWriteResult<BsonDocument>.Unacknowledged(2, []), errors, null, []);
    }
}
