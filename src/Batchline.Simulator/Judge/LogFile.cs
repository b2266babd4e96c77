using System.Text.Json;
using Batchline.Simulator.Jobs;

namespace Batchline.Simulator.Judge;

/// <summary>Appends records to a file, each line on its own, so that a killed simulator leaves a whole log behind.</summary>
internal sealed class LogFile(string path) : IDisposable
{
    private readonly FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Append(RequestRecord record)
    {
        using var line = new PooledBuffer();
        using (var json = new Utf8JsonWriter(line))
            JsonSerializer.Serialize(json, record, RequestRecordJson.Default.RequestRecord);
        line.GetSpan(1)[0] = (byte)'\n';
        line.Advance(1);
        file.Write(line.Written);
    }

    public void Dispose() => file.Dispose();
}
