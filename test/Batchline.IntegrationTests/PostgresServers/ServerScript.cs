using System.ComponentModel;
using System.Diagnostics;

namespace Batchline.IntegrationTests.PostgresServers;

/// <summary>A script of <c>test/postgres</c> and the server that it started. Both end with this process: the script reads from its standard input.</summary>
internal sealed class ServerScript : IDisposable
{
    private const string Failed = "failed: ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private ServerScript(Process process, string uri, string folder) => (_process, Uri, Folder) = (process, uri, folder);

    /// <summary><c>postgres://user:password@127.0.0.1:port/name</c>.</summary>
    public string Uri { get; }

    public string Folder { get; }

    /// <exception cref="InvalidOperationException">It cannot be started here; the message says why.</exception>
    public static ServerScript Start(string name, params IEnumerable<string> arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(RepositoryRoot(), "test", "postgres", name), .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }) ?? throw new InvalidOperationException("bash did not start");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("bash is not installed", e);
        }

        var answer = Answer(process);
        if (!answer.StartsWith(Failed, StringComparison.Ordinal) && answer.Split(' ') is [var uri, var folder])
            return new ServerScript(process, uri, folder);
        process.Kill();
        process.Dispose();
        throw new InvalidOperationException(answer.StartsWith(Failed, StringComparison.Ordinal) ? answer[Failed.Length..] : $"{name} said {answer}");
    }

    /// <summary>Lets the script do something with its server, and waits until it is done.</summary>
    public void Do(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
        if (Answer(_process) is var answer and not "ok")
            throw new InvalidOperationException($"{command}: {answer}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Answer(Process process)
    {
        var line = process.StandardOutput.ReadLineAsync();
        return line.Wait(Patience) && line.Result is { } text ? text : Failed + "no answer";
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Batchline.slnx")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
