using System.Globalization;

namespace Batchline.Benchmarks.Figures;

/// <summary>Cores that are kept busy.</summary>
/// <param name="Program">By the program.</param>
/// <param name="Server">By the server of the database, if there is one on this machine.</param>
internal sealed record Cores(double Program, double? Server)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Program:0.000}{(Server is null ? "" : " + ")}{Server:0.000}");
}
