using MongoDB.Bson;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>What goes wrong at a stand-in: a fail point as MongoDB has them, and what only the stand-in can do.</summary>
internal sealed record StandInFault
{
    /// <summary>Commands that change documents.</summary>
    public static readonly IReadOnlyList<string> Writes = ["insert", "update", "delete", "findAndModify"];

    /// <summary>Names of commands; a star is every command about a collection.</summary>
    public IReadOnlyList<string> Commands { get; init; } = ["*"];

    /// <summary>Null: any.</summary>
    public string? Collection { get; init; }

    /// <summary>So many pass before.</summary>
    public int Skip { get; init; }

    /// <summary>Null: until it is taken away.</summary>
    public int? Times { get; init; }

    /// <summary>From 0 to 1.</summary>
    public double Chance { get; init; } = 1;

    public int Seed { get; init; } = 1;

    /// <summary>The command is refused with this code.</summary>
    public int? Code { get; init; }

    /// <summary>Of the refusal; null: what MongoDB says of failed commands.</summary>
    public string? Message { get; init; }

    /// <summary>The first statement of an insert, update or delete is refused with this code.</summary>
    public int? StatementCode { get; init; }

    /// <summary>The write is carried out, and the answer says that too few members confirmed it.</summary>
    public int? WriteConcernCode { get; init; }

    /// <summary>The connection is cut and the command is not carried out.</summary>
    public bool LostBefore { get; init; }

    /// <summary>The command is carried out and the connection is cut in place of an answer.</summary>
    public bool LostAfter { get; init; }

    /// <summary>Before the command is carried out.</summary>
    public TimeSpan Delay { get; init; }

    public BsonDocument ToFailPoint(string name)
    {
        var mode = new BsonDocument { { "skip", Skip }, { "activationProbability", Chance }, { "seed", Seed } };
        if (Times is { } times)
            mode["times"] = times;
        var data = new BsonDocument("failCommands", new BsonArray(Commands));
        Add(data, "collection", Collection);
        Add(data, "errorCode", Code);
        Add(data, "errmsg", Message);
        if (StatementCode is { } statement)
            data["writeError"] = new BsonDocument { { "index", 0 }, { "code", statement } };
        if (WriteConcernCode is { } concern)
            data["writeConcernError"] = new BsonDocument("code", concern);
        if (LostBefore)
            data["closeConnection"] = true;
        if (LostAfter)
            data["closeConnectionAfter"] = true;
        if (Delay > TimeSpan.Zero)
            data.AddRange(new BsonDocument { { "blockConnection", true }, { "blockTimeMS", (long)Delay.TotalMilliseconds } });
        return new BsonDocument { { "configureFailPoint", name }, { "mode", mode }, { "data", data } };
    }

    private static void Add(BsonDocument data, string name, object? value)
    {
        if (value is not null)
            data[name] = BsonValue.Create(value);
    }
}
