using CsCheck;

namespace Batchline.UnitTests.Engine.Records;

/// <summary>A JSON value that can be written in any order of keys, with any white space.</summary>
internal abstract record JsonTree
{
    private JsonTree()
    {
    }

    public static Gen<JsonTree> Any { get; } = Gen.Recursive<JsonTree>((depth, inner) => depth > 3
        ? AnyScalar
        : Gen.OneOf(
            AnyScalar,
            inner.Array[0, 4].Select(items => (JsonTree)new Items(items)),
            ObjectOf(inner)));

    public static Gen<JsonTree> AnyJob { get; } = ObjectOf(Any);

    private static Gen<JsonTree> AnyScalar => Gen.OneOf(
        "1", "1.0", "1.00", "-0", "0", "1e2", "100", "12345678901234567890123456789", "true", "false", "null",
        "\"\"", "\"1\"", "\"true\"", "\"Done\"", "\"2026-03-01 09:00:00\"", "\"日本 é 😀\"", "\"a b\\n\"").Select(text => (JsonTree)new Scalar(text));

    public int Leaves => this switch
    {
        Items items => items.Values.Sum(value => value.Leaves),
        Fields fields => fields.Values.Sum(named => named.Value.Leaves),
        _ => 1,
    };

    /// <summary>The value with its <paramref name="leaf"/>-th scalar replaced.</summary>
    public JsonTree Change(int leaf, string scalar)
    {
        switch (this)
        {
            case Items items:
                return new Items([.. items.Values.Select(Part)]);
            case Fields fields:
                return new Fields([.. fields.Values.Select(field => (field.Name, Part(field.Value)))]);
            default:
                return leaf == 0 ? new Scalar(scalar) : this;
        }

        JsonTree Part(JsonTree value)
        {
            var changed = value.Change(leaf, scalar);
            leaf -= value.Leaves;
            return changed;
        }
    }

    /// <summary>The text of the value; a seed chooses the order of the keys and the white space.</summary>
    public string Write(Random random)
    {
        var space = new[] { "", " ", "\n\t" }[random.Next(3)];
        switch (this)
        {
            case Items items:
                return $"[{space}{string.Join($",{space}", items.Values.Select(value => value.Write(random)))}]";
            case Fields fields:
                var order = fields.Values.ToArray();
                random.Shuffle(order);
                return $"{{{string.Join($"{space},", order.Select(field => $"{space}\"{field.Name}\"{space}:{space}{field.Value.Write(random)}"))}}}";
            default:
                return ((Scalar)this).Text;
        }
    }

    private static Gen<JsonTree> ObjectOf(Gen<JsonTree> value) =>
        Gen.Select(Gen.OneOf("UUID", "Status", "JobDateTime", "a", "A", "", "é", "data").HashSet[0, 5], value.Array[5])
            .Select((names, values) => (JsonTree)new Fields([.. names.Zip(values)]));

    public sealed record Scalar(string Text) : JsonTree;

    public sealed record Items(IReadOnlyList<JsonTree> Values) : JsonTree;

    public sealed record Fields(IReadOnlyList<(string Name, JsonTree Value)> Values) : JsonTree;
}
