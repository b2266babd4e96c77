using System.Text.RegularExpressions;
using Batchline.Commands.Shell;
using Batchline.Stores.Postgres.Schema;
using Npgsql;

namespace Batchline.Commands.Reports;

/// <summary>The PostgreSQL that holds the views.</summary>
internal sealed partial class ReportsPlace(NpgsqlDataSource source, string schema, Terminal terminal) : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _settings = new(source.ConnectionString);

    public ReportRole Role { get; } = new(source, schema);

    /// <summary>The schema as SQL names it.</summary>
    public string Schema { get; } = PlainName().IsMatch(schema) ? schema : ReportRole.Quoted(schema);

    /// <summary>Where the views are, without user and password.</summary>
    public string Address => $"{_settings.Host}:{_settings.Port}, database {_settings.Database ?? _settings.Username}, schema {schema}";

    /// <exception cref="CouldNotException">The store is not PostgreSQL.</exception>
    public static ReportsPlace Open(Terminal terminal)
    {
        var settings = terminal.Settings([]);
        var plain = terminal.Variable("BATCHLINE_Store__Provider") is null ? terminal.Variable("POSTGRES_URI") ?? terminal.Variable("DATABASE_URL") : null;
        var isPostgres = "Postgres".Equals(settings["Store:Provider"], StringComparison.OrdinalIgnoreCase);
        if ((isPostgres ? settings["Store:ConnectionString"] : plain) is not { } address)
            throw new CouldNotException("Only PostgreSQL has users to grant rights to: set DATABASE_URL to it.");
        return new ReportsPlace(NpgsqlDataSource.Create(ConnectionString(address)), settings["Store:Schema"] ?? "batchline", terminal);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> TellAsync(RoleChange change, string done)
    {
        if (change.Fault is { } fault)
            throw new CouldNotException(fault);
        foreach (var line in done.Split('\n'))
            await terminal.Output.WriteLineAsync(Cell.Clean(line));
        foreach (var remark in change.Remarks)
            await terminal.Error.WriteLineAsync(remark);
        return change.Remarks.Count == 0 ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static string ConnectionString(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql"))
            return address;
        var user = uri.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort,
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')),
        }.ConnectionString;
    }

    /// <summary>Any other name needs quotes.</summary>
    [GeneratedRegex("^[a-z_][a-z0-9_]*$")]
    private static partial Regex PlainName();
}
