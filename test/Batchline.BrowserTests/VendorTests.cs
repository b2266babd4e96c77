using System.Security.Cryptography;
using System.Text;
using Batchline.Dashboard;

namespace Batchline.BrowserTests;

public sealed class VendorTests
{
    private static readonly DashboardFiles Files = new();

    [Theory]
    [InlineData("preact.js")]
    [InlineData("hooks.js")]
    [InlineData("htm.js")]
    public void What_others_wrote_is_what_its_licenses_file_says(string name)
    {
        var content = Files.Find($"vendor/{name}")!.Content;
        var said = Encoding.UTF8.GetString(Files.Find("vendor/LICENSES.txt")!.Content).Split('\n');

        var header = Encoding.UTF8.GetString(content).Split('\n')[0];

        header.ShouldMatch(@"^// (preact|htm) \d+\.\d+\.\d+: [\w/]+\.mjs$");
        said.ShouldContain(header);
        said.ShouldContain($"{Convert.ToHexStringLower(SHA256.HashData(content))}  {name}");
    }
}
