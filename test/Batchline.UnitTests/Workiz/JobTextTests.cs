using System.Text;
using System.Text.Json;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Workiz;

public sealed class JobTextTests
{
    private static readonly Gen<string> Space = Gen.OneOf("", "", "", " ", "\n", "\t ", "\r\n  ");

    // Every escape JSON knows, half a surrogate pair included: a text cut through an emoji is sent like that.
    private static readonly Gen<string> Characters = Gen.OneOf(
        Gen.OneOf("a", "Z", ".", "$", "_", " ", "é", "日", "😀", "/", "'", "<", "&", "+", "\u2028", "\u007f"),
        Gen.OneOf("\\n", "\\\"", "\\\\", "\\/", "\\u0000", "\\u00e9", "\\ud83d\\ude00"));

    private static readonly Gen<string> Name = Characters.Array[1, 8].Select(parts => $"\"{string.Concat(parts)}\"");

    private static readonly Gen<string> Text =
        Gen.OneOf(Characters, Gen.Const("\\ud83d")).Array[0, 12].Select(parts => $"\"{string.Concat(parts)}\"");

    private static readonly Gen<string> Number = Gen.OneOf(
        "0", "-0", "-0.0", "4995.50", "1e400", "1E-7", "12345678901234567890123456789", "0.1000", "1.0", "-7");

    private static readonly Gen<string> Scalar = Gen.OneOf(Text, Number, Gen.OneOf("true", "false", "null", "\"\"", "{}", "[]"));

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, inner) => depth > 3 ? Scalar : Gen.OneOf(
        Scalar,
        Gen.Select(inner.Array[0, 3], Space, (items, space) => $"[{space}{string.Join($"{space},", items)}]"),
        Gen.Select(Gen.Select(Name, inner).Array[0, 3], Space, Object)));

    private static readonly Gen<string> Fields =
        Gen.OneOf(Name, Gen.OneOf("\"_id\"", "\"accountId\"", "\"lastUpdated\"", "\"_sync\"", "\"a.b\"", "\"$set\"", "\"__proto__\"", "\"\""));

    private static readonly Gen<string> Job =
        from uuid in Gen.Const(("\"UUID\"", "\"ABC123\""))
        from before in Gen.Select(Fields, Value).Array[0, 4]
        from after in Gen.Select(Fields, Value).Array[0, 4]
        from space in Space
        select Object([.. before, uuid, .. after], space);

    private static readonly Gen<string> Shape = Gen.OneOf(
        """{"flag":true,"data":[#]}""", """{"flag":true,"data":#}""", """[{"flag":true,"data":#}]""", """{ "data" : [ # ] , "code":200}""");

    private static readonly Gen<string> ListShape = Gen.OneOf(
        """{"flag":true,"data":[#],"has_more":true}""", """{"jobs":[#]}""", "[ # ]", """[{"flag":true,"data":#}]""");

    [Fact]
    public void S7_any_json_object_survives_as_a_job_character_by_character()
    {
        Gen.Select(Job, Shape).Sample((job, shape) =>
            Answered.Job(shape.Replace("#", job)).ShouldBe(new WorkizAnswer.Job(new JobDocument("ABC123", job))), iter: 1_000);
    }

    [Fact]
    public void S7_any_json_object_survives_as_a_row_character_by_character()
    {
        Gen.Select(Job, ListShape).Sample((job, shape) =>
            Answered.List(shape.Replace("#", job)).ShouldBeOfType<WorkizAnswer.Page>()
                .Jobs.ShouldBe([new JobDocument("ABC123", job)]), iter: 1_000);
    }

    [Fact]
    public void S7_a_body_cut_anywhere_is_transient()
    {
        Gen.Select(Job, Shape, Gen.Int[0, 9_999]).Sample((job, shape, share) =>
        {
            var whole = Encoding.UTF8.GetBytes(shape.Replace("#", job));

            var cut = whole[..(whole.Length * share / 10_000)];

            Answered.Each(cut, 200).ShouldAllBe(answer => answer is WorkizAnswer.Transient);
        }, iter: 1_000);
    }

    [Fact]
    public void S7_bytes_that_are_not_json_are_never_an_answer()
    {
        var statuses = Gen.OneOf(200, 201, 206, 301, 400, 401, 403, 404, 500, 520);

        Gen.Select(Gen.Byte.Array[1, 200], statuses).Where((body, _) => !IsJsonOrBlank(body)).Sample((body, status) =>
            Answered.Each(body, status).ShouldAllBe(answer => answer is WorkizAnswer.Transient), iter: 2_000);
    }

    [Fact]
    public void S7_a_changed_byte_never_gives_another_job()
    {
        var whole = """{"flag":true,"data":[{"UUID":"ABC123","Status":"Done"}],"has_more":false,"code":200}"""u8.ToArray();

        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Sample((place, value) =>
        {
            byte[] changed = [.. whole[..place], value, .. whole[(place + 1)..]];

            foreach (var answer in Answered.Each(changed, 200))
            {
                answer.ShouldNotBeOfType<WorkizAnswer.Refused>();
                if (answer is WorkizAnswer.Job job)
                    job.Document.Uuid.ShouldBe("ABC123");
            }
        }, iter: 5_000);
    }

    private static string Object((string Name, string Value)[] fields, string space) =>
        $"{{{space}{string.Join($",{space}", fields.Select(field => $"{field.Name}{space}:{field.Value}"))}{space}}}";

    private static bool IsJsonOrBlank(byte[] bytes)
    {
        try
        {
            if (bytes.All(value => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                return true;
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind is not JsonValueKind.Undefined;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
