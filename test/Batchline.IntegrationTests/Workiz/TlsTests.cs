using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Batchline.Engine.Workiz;

namespace Batchline.IntegrationTests.Workiz;

public sealed class TlsTests : WorkizTest
{
    private static readonly X509Certificate2 Certificate = SelfSigned();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S2_a_break_on_a_pooled_secure_connection_is_one_request(bool reset)
    {
        var server = Serve(async exchange =>
        {
            if (exchange.Number % 2 == 1)
                await exchange.AnswerAsync(Good);
            else if (reset)
                exchange.Rst();
            else
                exchange.Fin();
        }, SecureAsync);
        var client = Client(server, Trusting);

        for (var round = 1; round <= 10; round++)
        {
            (await client.GetJobAsync(Token, "ABC123", TestEnd)).ShouldBeOfType<WorkizAnswer.Job>();
            (await client.GetJobAsync(Token, "ABC123", TestEnd)).ShouldBeOfType<WorkizAnswer.Transient>();

            server.Requests.Count.ShouldBe(2 * round);
            server.Connections.ShouldBe(round);
        }
    }

    [Fact]
    public async Task S8_a_server_that_cannot_prove_its_name_gets_no_request()
    {
        var server = Serve(exchange => exchange.AnswerAsync(Good), SecureAsync);

        var answer = await Client(server).GetJobAsync(Token, "ABC123", TestEnd);

        answer.ShouldBe(new WorkizAnswer.Transient("no secure connection"));
        server.Requests.ShouldBeEmpty();
    }

    private static SocketsHttpHandler Trusting(SocketsHttpHandler connections)
    {
        connections.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
            shown?.GetCertHashString() == Certificate.GetCertHashString();
        return connections;
    }

    private static async Task<Stream> SecureAsync(Stream plain)
    {
        var secure = new SslStream(plain);
        try
        {
            await secure.AuthenticateAsServerAsync(Certificate);
            return secure;
        }
        catch (System.Security.Authentication.AuthenticationException exception)
        {
            throw new IOException("no handshake", exception);
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=loopback", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
