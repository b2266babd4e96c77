using Batchline.Stores.Postgres.Connection;
using Npgsql;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Stores;

public sealed class PostgresSettingsTests
{
    [Theory]
    [InlineData("postgres://user:p%40ss@host:6543/db")]
    [InlineData("postgresql://user:p%40ss@host:6543/db")]
    [InlineData("Host=host;Port=6543;Username=user;Password=p@ss;Database=db")]
    public void An_address_is_read_in_both_forms(string address)
    {
        var settings = ConnectionSettings.Of(address, PostgresStoreOptions.UsualConnections);

        (settings.Host, settings.Port, settings.Username, settings.Password, settings.Database).ShouldBe(("host", 6543, "user", "p@ss", "db"));
    }

    [Fact]
    public void Options_that_hosts_write_into_their_addresses_are_followed_or_passed_over()
    {
        var settings = ConnectionSettings.Of("postgres://u@host/db?sslmode=verify-full&channel_binding=require&pgbouncer=true&keepalives_idle=30&supa=base-pooler.x&application_name=mine", PostgresStoreOptions.UsualConnections);

        (settings.SslMode, settings.ApplicationName).ShouldBe((SslMode.VerifyFull, "mine"));
    }

    [Theory]
    [InlineData("Host=host", 5, 30, 25)]
    [InlineData("Host=host;Timeout=9;Command Timeout=60;Maximum Pool Size=7", 9, 60, 7)]
    public void What_an_address_leaves_open_is_set(string address, int timeout, int command, int connections)
    {
        var settings = ConnectionSettings.Of(address, PostgresStoreOptions.UsualConnections);

        (settings.Timeout, settings.CommandTimeout, settings.MaxPoolSize).ShouldBe((timeout, command, connections));
    }

    [Fact]
    public void A_function_has_few_connections_unless_its_address_says_otherwise()
    {
        ConnectionSettings.Of("Host=host", maxConnections: 10).MaxPoolSize.ShouldBe(10);
        ConnectionSettings.Of("Host=host;Maximum Pool Size=7", maxConnections: 10).MaxPoolSize.ShouldBe(7);
    }

    [Theory]
    [InlineData(null, "is required with Postgres: set it, or POSTGRES_URI or DATABASE_URL, to postgres://user:password@host:5432/database")]
    [InlineData("mysql://host/db", "is neither a URI such as postgres://user:password@host:5432/database nor a connection string of Npgsql")]
    [InlineData("postgres://host:port/db", "is neither a URI such as postgres://user:password@host:5432/database nor a connection string of Npgsql")]
    [InlineData("Host=host;Color=blue", "is neither a URI such as postgres://user:password@host:5432/database nor a connection string of Npgsql")]
    [InlineData("Database=db", "names no host")]
    [InlineData("postgres://user@host/db", null)]
    public void A_wrong_address_is_told_without_showing_it(string? address, string? fault) => PostgresStoreOptions.FaultOf(address).ShouldBe(fault);
}
