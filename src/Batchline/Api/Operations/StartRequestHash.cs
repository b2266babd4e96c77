using System.Security.Cryptography;
using System.Text.Json;
using Batchline.Engine.Operations.Start;

namespace Batchline.Api.Operations;

/// <summary>Equal for requests that mean the same, however their bodies were written.</summary>
internal static class StartRequestHash
{
    public static string Of(StartRequest request)
    {
        var canonical = JsonSerializer.SerializeToUtf8Bytes<object?[]>(
        [
            request.AccountIds?.Select(id => id.Value).Order(StringComparer.Ordinal),
            request.BatchSize == 0 ? null : request.BatchSize,
            request.Strategy,
            request.Since?.UtcTicks,
            request.Full,
            request.OnBusy,
            request.ToleratedFailurePercent,
        ]);
        return Convert.ToHexStringLower(SHA256.HashData(canonical));
    }
}
