using MongoDB.Bson;

namespace Batchline.SimulationTests.Stores;

/// <summary>
/// What <c>$$NOW</c> is in the simulation: an expression whose value is set when a command is carried out. The moment at
/// which it was made may be long past by then.
/// </summary>
internal sealed class ServerClock(TimeProvider clock)
{
    private const string Literal = "$literal";

    private readonly BsonDocument _now = new(Literal, BsonNull.Value);

    public Func<BsonValue> Expression => () => _now;

    /// <summary>A command is carried out now.</summary>
    public void Tick() => _now[Literal] = new BsonDateTime(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
