using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Drive;

/// <summary>Where a command gets the API token of another Batchline from.</summary>
internal sealed class TokenInput
{
    private const string Variable = ServerAddress.TokenVariable;

    private readonly Option<string?> _token = new("--token")
    {
        Description = $"The API token; others on this machine can see it there, so rather put it into {Variable}",
        HelpName = "TOKEN",
    };

    private readonly Option<bool> _stdin = new("--token-stdin") { Description = "Read the API token from standard input" };

    public IEnumerable<Option> Options => [_stdin, _token];

    /// <exception cref="CouldNotException">There is none, or it does not fit into a header.</exception>
    public async Task<string> ReadAsync(ParseResult parsed, Terminal terminal)
    {
        var token = parsed.GetValue(_stdin) ? await terminal.ReadLineAsync()
            : parsed.GetValue(_token) ?? terminal.Variable(Variable);
        token = token?.Trim();
        if (string.IsNullOrEmpty(token))
            throw new CouldNotException($"There is no API token: put it into {Variable}, or use --token-stdin.");
        return token.All(character => character is > ' ' and <= '~')
            ? token
            : throw new CouldNotException("The API token has characters that fit into no header.");
    }
}
