using Batchline.Engine.Accounts;
using Batchline.Engine.Failures;
using Batchline.Engine.Leadership;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Connection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Stores.Sqlite;

/// <summary>What is written to a file that was deleted or replaced is lost when the program ends, so nothing may be acknowledged.</summary>
public sealed class SqliteLostFileTests : IAsyncDisposable
{
    private const string Todo = "Stop the program, put the file back or restore a backup, and start it again";

    private readonly SqliteFixture _fixture = new();
    private readonly FakeTimeProvider _clock = new(Sample.Start);
    private readonly StoreNode _node;

    public SqliteLostFileTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes no file that is open");
        _node = _fixture.Open(_clock);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_fixture.Directory, "batchline.db");

    private StoreHealth Health => _node.Services.GetRequiredService<StoreHealth>();

    [Theory]
    [InlineData("batchline.db")]
    [InlineData("batchline.db-wal")]
    [InlineData("batchline.db-shm")]
    public async Task Once_a_file_is_deleted_every_write_is_refused_and_says_what_to_do(string file)
    {
        await _node.Accounts.AddAsync(Sample.Account(1), Cancel);
        File.Delete(Path.Combine(_fixture.Directory, file));

        var write = await Should.ThrowAsync<StoreRefusedException>(_node.Accounts.AddAsync(Sample.Account(2), Cancel));
        await Should.ThrowAsync<StoreRefusedException>(_node.Services.GetRequiredService<IWriteProbe>().WriteAsync(Cancel));

        (write.Because, write.Do).ShouldBe(($"its file {file} was deleted or replaced while the program ran", Todo));
        Health.Refusal.ShouldNotBeNull().Because.ShouldBe(write.Because);
        File.Exists(Path.Combine(_fixture.Directory, file)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_put_in_its_place_is_not_taken_for_it()
    {
        await _node.Accounts.AddAsync(Sample.Account(1), Cancel);
        File.Copy(Database, Database + ".copy");
        File.Move(Database + ".copy", Database, overwrite: true);

        await Should.ThrowAsync<StoreRefusedException>(_node.Accounts.AddAsync(Sample.Account(2), Cancel));
    }

    [Fact]
    public async Task A_write_during_which_the_file_is_deleted_is_not_acknowledged()
    {
        var write = _node.Services.GetRequiredService<Database>().WriteAsync(
            session =>
            {
                File.Delete(Database);
                return session.Execute("UPDATE accounts SET name = name");
            },
            Cancel);

        await Should.ThrowAsync<StoreRefusedException>(write);
    }

    [Fact]
    public async Task A_process_in_reserve_finds_out_though_it_writes_nothing()
    {
        await using var reserve = _fixture.Open(_clock);
        await _node.Services.GetRequiredService<ILeaderRole>().TakeAsync("leader", TimeSpan.FromSeconds(6), Cancel);
        var role = reserve.Services.GetRequiredService<ILeaderRole>();
        (await role.TakeAsync("reserve", TimeSpan.FromSeconds(6), Cancel)).ShouldBeNull();
        File.Delete(Database);

        await Should.ThrowAsync<StoreRefusedException>(role.TakeAsync("reserve", TimeSpan.FromSeconds(6), Cancel));

        reserve.Services.GetRequiredService<StoreHealth>().Refusal.ShouldNotBeNull().Do.ShouldBe(Todo);
    }

    [Fact]
    public async Task A_reader_does_not_open_what_stands_in_its_place()
    {
        await _node.Accounts.AddAsync(Sample.Account(1), Cancel);
        File.Delete(Database);

        await Should.ThrowAsync<StoreRefusedException>(_node.Accounts.GetAsync(Sample.AccountId(1), Cancel));

        File.Exists(Database).ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_file_put_back_takes_writes_again()
    {
        await _node.Accounts.AddAsync(Sample.Account(1), Cancel);
        File.Move(Database, Database + ".away");
        await Should.ThrowAsync<StoreRefusedException>(_node.Accounts.AddAsync(Sample.Account(2), Cancel));
        File.Move(Database + ".away", Database);

        (await _node.Accounts.AddAsync(Sample.Account(2), Cancel)).ShouldBe(AccountWrite.Done);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Health.Accepted();

        Health.Refusal.ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _fixture.DisposeAsync();
    }
}
