using Batchline.Commands.Accounts;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Commands;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData(" a , \"b,c\" ", "a|b,c")]
    [InlineData("\"a \"\"b\"\"\",c", "a \"b\"|c")]
    [InlineData("\"\",x", "|x")]
    [InlineData("\"\"\"\"", "\"")]
    [InlineData("a\"b\"\"c", "a\"b\"\"c")]
    [InlineData("\"a\"b\"c\"", "ab\"c\"")]
    [InlineData("\"a\nb\",c", "a\nb|c")]
    public void A_record_is_split_as_spreadsheets_do(string text, string fields) =>
        CsvReader.Read(text, ',').ShouldHaveSingleItem().Fields.ShouldBe(fields.Split('|'));

    [Fact]
    public void A_quote_that_is_not_closed_costs_its_record_only()
    {
        var records = CsvReader.Read("a,b\nc,\"d\ne,f", ',').ToList();

        records.Select(record => record.Line).ShouldBe([1, 2]);
        records[0].Fields.ShouldBe(["a", "b"]);
        records[1].Fields.ShouldBeNull();
    }

    [Theory]
    [InlineData("x", "\"")]
    [InlineData("", "\"")]
    [InlineData("", " \"")]
    [InlineData("", "\"a\"\"")]
    [InlineData("", ",\"\"")]
    [InlineData("\"", "\n")]
    public void Twice_the_text_takes_twice_the_memory_and_no_more(string begin, string repeated)
    {
        var (once, twice) = (Allocated(begin, repeated, 50_000), Allocated(begin, repeated, 100_000));

        ((double)twice / once).ShouldBeLessThan(2.5);
    }

    [Fact]
    public void Fields_that_were_quoted_are_read_as_they_were() =>
        Gen.String[Gen.Char["ab\",;\n "], 0, 8].Array[1, 5].Where(fields => fields is not [{ Length: 0 }]).Sample(fields =>
        {
            var text = string.Join(',', fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

            CsvReader.Read(text, ',').Select(record => record.Fields).ShouldBe(
                fields is [var only] && only.Trim().Length == 0 ? [] : [fields.Select(field => field.Trim()).ToArray()]);
        });

    private static long Allocated(string begin, string repeated, int times)
    {
        var text = begin + string.Concat(Enumerable.Repeat(repeated, times));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var records = CsvReader.Read(text, ',').Count();
        records.ShouldBeInRange(0, 1);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
