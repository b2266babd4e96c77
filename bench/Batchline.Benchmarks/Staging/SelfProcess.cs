using System.Diagnostics;

namespace Batchline.Benchmarks.Staging;

/// <summary>Starts this program again.</summary>
internal static class SelfProcess
{
    public static ProcessStartInfo Start(IEnumerable<string> arguments)
    {
        var dll = typeof(SelfProcess).Assembly.Location;
        return new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [dll, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
    }
}
