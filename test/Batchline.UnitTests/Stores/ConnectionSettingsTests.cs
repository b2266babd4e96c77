using Batchline.Stores.Mongo.Connection;
using MongoDB.Driver;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Stores;

public sealed class ConnectionSettingsTests
{
    [Theory]
    [InlineData("mongodb://host/db", true)]
    [InlineData("mongodb://host/db?retryWrites=true", true)]
    [InlineData("mongodb://host/db?retryWrites=false", false)]
    public void Writes_are_repeated_by_the_driver_unless_the_uri_says_otherwise(string uri, bool retries)
    {
        ConnectionSettings.Of(Options(uri)).RetryWrites.ShouldBe(retries);
    }

    [Theory]
    [InlineData("mongodb://host/db", "")]
    [InlineData("mongodb://host/db?w=majority&readPreference=primary", "")]
    [InlineData("mongodb://user:secret@host/db?w=1", "w=1")]
    [InlineData("mongodb://host/db?w=0&journal=false&readPreference=secondaryPreferred", "w=0 and journal=false and readPreference=SecondaryPreferred")]
    public void Writes_wait_for_the_majority_and_reads_ask_the_primary_whatever_the_uri_says(string uri, string overruled)
    {
        var settings = ConnectionSettings.Of(Options(uri));

        settings.WriteConcern.ShouldBe(WriteConcern.WMajority);
        settings.ReadPreference.ShouldBe(ReadPreference.Primary);
        ConnectionSettings.Overruled(Options(uri)).ShouldBe(overruled);
    }

    [Fact]
    public void Times_and_sizes_of_the_uri_are_kept()
    {
        var settings = ConnectionSettings.Of(Options(
            "mongodb://host/?wTimeoutMS=7000&socketTimeoutMS=8000&connectTimeoutMS=9000&serverSelectionTimeoutMS=10000&maxPoolSize=3&appName=mine&readConcernLevel=majority"));

        settings.WriteConcern.ShouldBe(WriteConcern.WMajority.With(wTimeout: TimeSpan.FromSeconds(7)));
        (settings.SocketTimeout, settings.ConnectTimeout, settings.ServerSelectionTimeout).ShouldBe(
            (TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10)));
        (settings.MaxConnectionPoolSize, settings.ApplicationName, settings.ReadConcern).ShouldBe((3, "mine", ReadConcern.Majority));
    }

    [Fact]
    public void An_index_build_is_waited_for_without_end()
    {
        ConnectionSettings.Patient(ConnectionSettings.Of(Options("mongodb://host/?socketTimeoutMS=8000"))).SocketTimeout.ShouldBe(TimeSpan.Zero);
    }

    private static MongoStoreOptions Options(string uri) => new() { ConnectionString = uri, MaxConnections = 20 };
}
