using System.Security.Cryptography;
using System.Text;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Migrate;

/// <summary>One migration from its checks to its exit code.</summary>
internal static class MigrateRun
{
    public static async Task<int> RunAsync(string from, string to, Terminal terminal)
    {
        if (MigratePlace.IsMongo(from) == MigratePlace.IsMongo(to))
            throw new CouldNotException("One of --from and --to is a data directory, the other one a mongodb:// address.");
        using var source = await MigratePlace.OpenAsync(from, isSource: true, terminal);
        using var target = await MigratePlace.OpenAsync(to, isSource: false, terminal);
        foreach (var place in (MigratePlace[])[source, target])
        {
            if (await OpenOperations.FirstAsync(place.Operations, terminal.Stop) is { } open)
                throw new CouldNotException($"The operation {open.Id} is open. Wait for its end, or cancel it, and try again.");
        }

        var directory = MigratePlace.DirectoryOf(MigratePlace.IsMongo(from) ? to : from);
        var marker = new MigrateMarker(directory, NameOf(from, to));
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

    /// <summary>Tells migrations apart without keeping a password.</summary>
    private static string NameOf(string from, string to) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{from}\n{to}")));
}
