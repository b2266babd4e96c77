using System.Text.Json;
using Batchline.Commands.Files;
using Batchline.Engine.Records;

namespace Batchline.Commands.Migrate;

/// <summary>How far the copying of jobs came, in a file of the data directory that is one end of the migration, or else of the current directory.</summary>
internal sealed class MigrateMarker(string directory, string fromTo)
{
    private readonly string _path = Path.Combine(directory, "migration.json");

    /// <summary>Null: begin at the start, since there was no migration, another one, or the source has changed since.</summary>
    public MigrateProgress? Read(string? newestOperation)
    {
        if (!File.Exists(_path))
            return null;
        var read = JsonSerializer.Deserialize<MigrateProgress>(File.ReadAllText(_path));
        return read is not null && read.FromTo == fromTo && read.NewestOperation == newestOperation ? read : null;
    }

    public async Task WriteAsync(JobPosition after, long copied, IEnumerable<AccountId> accounts, string? newestOperation, CancellationToken cancellationToken)
    {
        var progress = new MigrateProgress(
            fromTo, newestOperation, after.JobDateTime, after.AccountId.Value, after.Uuid, copied, [.. accounts.Select(account => account.Value)]);
        await using var file = await OutputFile.OpenAsync(_path, cancellationToken);
        await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(progress), cancellationToken);
        await file.CompleteAsync(cancellationToken);
    }

    public void Delete() => File.Delete(_path);
}
