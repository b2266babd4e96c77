using System.Net;
using Batchline.Stores.Mongo;
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
    [Theory]
    [InlineData(8000, "you are over your space quota, using 513 MB of 512 MB", "MongoDB has no space left")]
    [InlineData(14031, "Can't take a write lock while out of disk space", "MongoDB has no space left")]
    [InlineData(12501, "quota exceeded", "MongoDB has no space left")]
    [InlineData(8, "28: No space left on device", "MongoDB has no space left")]
    [InlineData(371, "User writes blocked", "writes are blocked on the MongoDB server")]
    public void A_server_that_refuses_writes_is_unavailable_and_says_why(int code, string text, string because)
    {
        var refused = Failed(code, text);

        MongoErrors.IsUnavailable(refused).ShouldBeTrue();
        MongoErrors.Refusal(refused).ShouldNotBeNull().Because.ShouldBe(because);
        MongoErrors.Unavailable(refused).Message.ShouldStartWith($"The database does not accept writes: {because}. ");
    }

    [Theory]
    [InlineData(11600, "interrupted at shutdown", true)]
    [InlineData(8000, "(Unauthorized) not authorized on batchline", false)]
    [InlineData(9, "unknown operator", false)]
    public void Other_failures_are_no_refusal_of_writes(int code, string text, bool unavailable)
    {
        var failed = Failed(code, text);

        MongoErrors.Refusal(failed).ShouldBeNull();
        MongoErrors.IsUnavailable(failed).ShouldBe(unavailable);
    }

    private static MongoCommandException Failed(int code, string text) => new(
        new ConnectionId(new ServerId(new ClusterId(), new DnsEndPoint("localhost", 27017))),
        text,
        [],
        new BsonDocument { { "ok", 0 }, { "code", code }, { "errmsg", text } });
}
