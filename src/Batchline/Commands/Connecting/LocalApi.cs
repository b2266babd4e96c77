using System.Security.Cryptography;
using Batchline.Commands.Shell;
using Batchline.Engine.Accounts;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Batchline.Start;
using Batchline.Stores.Rules;

namespace Batchline.Commands.Connecting;

/// <summary>
/// The API of this process on the local database, for the time of one command: on a loopback port that the system
/// chooses, behind a token that nobody else knows.
/// </summary>
internal sealed class LocalApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _token;

    private LocalApi(WebApplication app, string token)
    {
        _app = app;
        _token = token;
    }

    public HttpClient Client => ServerAddress.Client(new Uri(_app.Urls.First() + "/"), _token, direct: true);

    /// <summary>Null: the database is no server.</summary>
    public IServerSchema? Database => _app.Services.GetService<IServerSchema>();

    /// <param name="work">A worker runs too; else only what requests ask for.</param>
    /// <exception cref="SettingsException">The settings have faults.</exception>
    public static async Task<LocalApi> StartAsync(Terminal terminal, bool work)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var configuration = terminal.Settings(
        [
            .. QuietLog.Settings(terminal),
            new("Hosting:Urls", "http://127.0.0.1:0"),
            new("Hosting:Mode", (work ? HostingMode.Worker : HostingMode.Api).ToString()),
            new("Security:ApiToken", token),
        ]);
        var app = BatchlineServer.Build(configuration, background: work);
        try
        {
            // Opened here, so that a database that cannot be used is a sentence for people and no answer of a server.
            app.Services.GetRequiredService<IAccountStore>();
            await app.StartAsync(terminal.Stop);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new LocalApi(app, token);
    }

    /// <summary>The job in flight is finished and recorded, no other starts.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
