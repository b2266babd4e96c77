using Batchline.Stores.Rules;
using Npgsql;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>Calls reach the server, and the connection breaks before some of the answers come.</summary>
internal sealed class LostAnswers : ICommandGate
{
    private int _left;

    /// <summary>Loses the next answers.</summary>
    public void Lose(int answers) => _left = answers;

    public async Task<T> PassAsync<T>(string place, Func<Task<T>> call)
    {
        var answer = await call();
        if (_left == 0)
            return answer;
        _left--;
        throw new NpgsqlException("Exception while reading from stream", new IOException("The connection was lost."));
    }
}
