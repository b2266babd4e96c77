using System.Security.Cryptography;
using System.Text;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Settings.Sections;

namespace Batchline.Commands.Migrate;

/// <summary>One migration from its checks to its exit code.</summary>
internal static class MigrateRun
{
    public static async Task<int> RunAsync(string from, string to, Terminal terminal)
    {
        if (MigratePlace.KindOf(from) == MigratePlace.KindOf(to))
            throw new CouldNotException(
                "--from and --to must be places of different kinds: a data directory, a postgres:// address, or a mongodb:// address.");
        using var source = await MigratePlace.OpenAsync(from, isSource: true, terminal);
        using var target = await MigratePlace.OpenAsync(to, isSource: false, terminal);
        foreach (var place in (MigratePlace[])[source, target])
        {
            if (await OpenOperations.FirstAsync(place.Operations, terminal.Stop) is { } open)
                throw new CouldNotException($"The operation {open.Id} is open. Wait for its end, or cancel it, and try again.");
        }

        var marker = new MigrateMarker(DirectoryOf(from, to), NameOf(from, to));
        var counts = new MigrateCounts();
        await new MigrateAccounts(source, target, counts).CopyAsync(terminal.Stop);
        await new MigrateJobs(source, target, marker, counts).CopyAsync(terminal);
        await new MigrateHistory(source, target, counts).CopyAsync(terminal.Stop);
        await new MigrateSchedules(source, target, counts).CopyAsync(terminal.Stop);
        await counts.CountTargetAsync(target, terminal.Stop);
        terminal.Screen.Write(counts.ToTable());
        foreach (var note in counts.Notes)
            await terminal.Error.WriteLineAsync($"batchline: {Cell.Clean(note)}");
        if (!counts.AreEqual)
        {
            await terminal.Error.WriteLineAsync("batchline: The counts differ. Run the command again; what is there already is not copied twice.");
            return ExitCodes.SomeFailed;
        }

        marker.Delete();
        return ExitCodes.Success;
    }

    /// <summary>Of the end that is one, or else the current one.</summary>
    private static string DirectoryOf(string from, string to) =>
        ((string[])[from, to]).FirstOrDefault(place => MigratePlace.KindOf(place) == StoreProvider.Sqlite) is { } place
            ? MigratePlace.DirectoryOf(place)
            : Environment.CurrentDirectory;

    /// <summary>Tells migrations apart without keeping a password.</summary>
    private static string NameOf(string from, string to) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{from}\n{to}")));
}
