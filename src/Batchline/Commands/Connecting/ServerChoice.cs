using System.CommandLine;
using System.Text.Json;
using Batchline.Commands.Shell;
using Spectre.Console;

namespace Batchline.Commands.Connecting;

/// <summary>Where a command works and how it speaks: the options that all commands about stored things share.</summary>
/// <param name="Terminal">As quiet and as plain as was asked for.</param>
/// <param name="Json">Answers are JSON on stdout.</param>
/// <param name="Server">Null: the local database.</param>
internal sealed record ServerChoice(Terminal Terminal, bool Json, Uri? Server)
{
    private static readonly Option<string?> Url = new("--url")
    {
        Description = $"A Batchline server, with its token in {ServerAddress.TokenVariable} (default: the local database)",
        HelpName = "URL",
    };

    private static readonly Option<bool> AsJson = new("--json") { Description = "Write JSON, as the API has it" };
    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "No remarks and no progress: only the answer, and errors" };
    private static readonly Option<bool> NoColor = new("--no-color") { Description = "No colours (NO_COLOR in the environment does the same)" };

    private static readonly JsonSerializerOptions Indented = new(ApiClient.Json) { WriteIndented = true };

    public static IEnumerable<Option> Options => [Url, AsJson, Quiet, NoColor];

    public CancellationToken Stop => Terminal.Stop;

    /// <summary>How a hint names this place: <c>batchline retry --url http://…</c>.</summary>
    public string Hint(string command) => Server is null ? $"batchline {command}" : $"batchline {command} --url {Server.ToString().TrimEnd('/')}";

    public static ServerChoice Of(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(NoColor))
            terminal.Screen.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        var json = parsed.GetValue(AsJson);
        return new ServerChoice(
            terminal with { IsQuiet = parsed.GetValue(Quiet), IsLive = terminal.IsLive && !json },
            json,
            parsed.GetValue(Url) is { } url ? ServerAddress.Parse(url) : null);
    }

    /// <param name="work">On the local database a worker runs in this process until the client is disposed.</param>
    public async Task<ApiClient> ConnectAsync(bool work = false)
    {
        if (Server is not null)
            return new ApiClient(ServerAddress.Client(Server, Terminal.Variable(ServerAddress.TokenVariable), direct: false), null);
        var local = await LocalApi.StartAsync(Terminal, work);
        return new ApiClient(local.Client, local);
    }

    /// <summary>The whole answer as JSON.</summary>
    public Task WriteJsonAsync<T>(T answer) => Terminal.Output.WriteLineAsync(JsonSerializer.Serialize(answer, Indented));

    /// <summary>One of many answers as a line of JSON.</summary>
    public async Task WriteJsonLineAsync<T>(T answer)
    {
        await Terminal.Output.WriteLineAsync(JsonSerializer.Serialize(answer, ApiClient.Json));
        await Terminal.Output.FlushAsync(Stop);
    }
}
