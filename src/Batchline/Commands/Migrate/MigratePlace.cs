using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.Engine.Schedules;
using Batchline.Security;
using Batchline.Settings.Sections;
using Batchline.Stores.Rules;

namespace Batchline.Commands.Migrate;

/// <summary>One end of a migration, with the stores of its database.</summary>
internal sealed class MigratePlace(IHost host) : IDisposable
{
    private const string SqlitePrefix = "sqlite:";
    private const string DatabaseFile = "batchline.db";

    public IAccountStore Accounts => Service<IAccountStore>();
    public IOperationStore Operations => Service<IOperationStore>();
    public IAccountStateReader States => Service<IAccountStateReader>();
    public IBatchStore Batches => Service<IBatchStore>();
    public IJobStore Jobs => Service<IJobStore>();
    public IScheduleStore Schedules => Service<IScheduleStore>();
    public IHeadStore Heads => Service<IHeadStore>();
    public IImport Import => Service<IImport>();
    public IAccountKeys Keys => Service<IAccountKeys>();

    public static StoreProvider KindOf(string place) =>
        Begins(place, "mongodb://") || Begins(place, "mongodb+srv://") ? StoreProvider.Mongo
        : Begins(place, "postgres://") || Begins(place, "postgresql://") || Begins(place, "Host=") ? StoreProvider.Postgres
        : StoreProvider.Sqlite;

    /// <summary>The data directory that a place names.</summary>
    public static string DirectoryOf(string place) => Begins(place, SqlitePrefix) ? place[SqlitePrefix.Length..] : place;

    /// <exception cref="CouldNotException">There is nothing to read.</exception>
    public static async Task<MigratePlace> OpenAsync(string place, bool isSource, Terminal terminal)
    {
        if (isSource && KindOf(place) == StoreProvider.Sqlite && !File.Exists(Path.Combine(DirectoryOf(place), DatabaseFile)))
            throw new CouldNotException($"There is no {DatabaseFile} in {DirectoryOf(place)}.");
        var host = LocalProgram.Build(terminal, KindOf(place) is StoreProvider.Sqlite ? SqliteSettings(DirectoryOf(place)) : ServerSettings(KindOf(place), place));
        if (host.Services.GetService<IServerSchema>() is { } schema)
            await schema.EnsureAsync(terminal.Stop);
        return new MigratePlace(host);
    }

    public void Dispose() => host.Dispose();

    private T Service<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    private static bool Begins(string place, string with) => place.StartsWith(with, StringComparison.OrdinalIgnoreCase);

    private static KeyValuePair<string, string?>[] ServerSettings(StoreProvider provider, string address) =>
        [new("Store:Provider", provider.ToString()), new("Store:ConnectionString", address), new("Store:Database", null)];

    /// <summary>A directory with a key file of its own has its keys encrypted with that one.</summary>
    private static KeyValuePair<string, string?>[] SqliteSettings(string directory)
    {
        KeyValuePair<string, string?>[] store =
            [new("Store:Provider", "Sqlite"), new("Store:ConnectionString", null), new("Store:Database", null), new("Store:DataDirectory", directory)];
        return File.Exists(Path.Combine(directory, EncryptionKeyFile.Name)) ? [.. store, new("Security:EncryptionKey", null)] : store;
    }
}
