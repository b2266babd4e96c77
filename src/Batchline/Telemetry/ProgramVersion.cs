using System.Reflection;

namespace Batchline.Telemetry;

/// <summary>The version of this program, as <c>--version</c> prints it.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
