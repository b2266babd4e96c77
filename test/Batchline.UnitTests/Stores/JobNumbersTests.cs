using System.Globalization;
using System.Text.Json;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Stores;

public sealed class JobNumbersTests
{
    [Theory]
    [InlineData("7", BsonType.Int32, "7")]
    [InlineData("-2147483648", BsonType.Int32, "-2147483648")]
    [InlineData("2147483648", BsonType.Int64, "2147483648")]
    [InlineData("9223372036854775807", BsonType.Int64, "9223372036854775807")]
    [InlineData("18446744073709551616", BsonType.Decimal128, "18446744073709551616")]
    [InlineData("-9999999999999999999999999999999999", BsonType.Decimal128, "-9999999999999999999999999999999999")]
    [InlineData("123456789012345678901234567890123456789012345", BsonType.String, "123456789012345678901234567890123456789012345")]
    public void A_whole_number_keeps_every_digit(string json, BsonType type, string text) => Read(json).ShouldBe((type, text));

    [Theory]
    [InlineData("4995.50", BsonType.Double, "4995.5")]
    [InlineData("-0", BsonType.Double, "-0")]
    [InlineData("-0.0", BsonType.Double, "-0")]
    [InlineData("0.000000000000000000000000000000000000000000", BsonType.Double, "0")]
    [InlineData("1e5", BsonType.Double, "100000")]
    [InlineData("1E+300", BsonType.Double, "1E+300")]
    [InlineData("-99.989999999999995", BsonType.Double, "-99.99")]
    [InlineData("0.12345678901234567890123", BsonType.Decimal128, "0.12345678901234567890123")]
    [InlineData("0.1000000000000000055511151231257827", BsonType.Decimal128, "0.1000000000000000055511151231257827")]
    [InlineData("0.1000000000000000055511151231257827021181583404541015625", BsonType.Double, "0.1")]
    [InlineData("3.14159265358979323846264338327950288419716939937510", BsonType.String, "3.14159265358979323846264338327950288419716939937510")]
    public void A_fraction_is_a_double_unless_digits_would_be_lost(string json, BsonType type, string text) => Read(json).ShouldBe((type, text));

    [Theory]
    [InlineData("1e400", BsonType.Decimal128, "1E+400")]
    [InlineData("-2.5E-400", BsonType.Decimal128, "-2.5E-400")]
    [InlineData("1e7000", BsonType.String, "1e7000")]
    [InlineData("-1e-7000", BsonType.String, "-1e-7000")]
    [InlineData("1e99999999999999999999", BsonType.String, "1e99999999999999999999")]
    [InlineData("0e-99999999999999999999", BsonType.String, "0e-99999999999999999999")]
    public void A_number_beyond_a_double_is_a_decimal_or_else_text(string json, BsonType type, string text) => Read(json).ShouldBe((type, text));

    private static (BsonType Type, string Text) Read(string json)
    {
        var value = JobNumbers.Read(JsonElement.Parse(json));
        return (value.BsonType, value is BsonDouble number ? number.Value.ToString("R", CultureInfo.InvariantCulture) : value.ToString()!);
    }
}
