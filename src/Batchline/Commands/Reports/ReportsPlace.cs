using Batchline.Commands.Shell;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Schema;
using Microsoft.Extensions.Options;

namespace Batchline.Commands.Reports;

/// <summary>The PostgreSQL that holds the views. Nothing of the program runs, so nobody needs the encryption key for it.</summary>
internal sealed class ReportsPlace(ReportRole role, Terminal terminal) : IAsyncDisposable
{
    public ReportRole Role => role;

    /// <exception cref="CouldNotException">The store is not PostgreSQL.</exception>
    /// <exception cref="OptionsValidationException">The settings of the store have faults.</exception>
    public static ReportsPlace Open(Terminal terminal)
    {
        using var services = new ServiceCollection().AddSettings(terminal.Settings([])).BuildServiceProvider();
        return services.GetRequiredService<IOptions<StoreOptions>>().Value is { Provider: StoreProvider.Postgres, ConnectionString: { } address } store
            ? new ReportsPlace(new ReportRole(new PostgresStoreOptions { ConnectionString = address, Schema = store.Schema }), terminal)
            : throw new CouldNotException("Only PostgreSQL has users to grant rights to: set POSTGRES_URI or DATABASE_URL to it.");
    }

    /// <returns>The exit code.</returns>
    /// <exception cref="CouldNotException">Nothing was changed.</exception>
    public async Task<int> TellAsync(RoleChange change, params IEnumerable<string> done)
    {
        if (change.Fault is { } fault)
            throw new CouldNotException(fault);
        foreach (var line in done)
            await terminal.Output.WriteLineAsync(Cell.Clean(line));
        foreach (var remark in change.Remarks)
            await terminal.Error.WriteLineAsync(Cell.Clean(remark));
        return change.Remarks.Count == 0 ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    public ValueTask DisposeAsync() => role.DisposeAsync();
}
