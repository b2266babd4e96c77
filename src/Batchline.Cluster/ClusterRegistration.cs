using Batchline.Cluster.Doors;
using Batchline.Cluster.Map;
using Batchline.Cluster.Members;
using Batchline.Cluster.Membership;
using Batchline.Cluster.Silos;
using Batchline.Engine;
using Batchline.Engine.Doors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Connections.Security;

namespace Batchline.Cluster;

/// <summary>Makes this process a member of a cluster. Orleans knows which members live and carries their calls; leases decide what each may do.</summary>
public static class ClusterRegistration
{
    private const string ServiceId = "batchline";

    public static IHostApplicationBuilder AddCluster(this IHostApplicationBuilder builder, ThisMember member)
    {
        builder.Services
            .AddDoors()
            .AddSingleton(member)
            .AddSingleton<SiloDoors>()
            .AddSingleton<IDoors>(services => services.GetRequiredService<SiloDoors>())
            .AddSingleton<IProcessMap, ClusterMap>()
            .AddSingleton<IMembershipTable, MembershipTable>()
            .AddSingleton<IFatalErrorHandler, SiloEnd>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloDrain>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloNews>();
        builder.Services.AddHostedService<Admission>();
        return builder.UseOrleans(silo =>
        {
            silo.Configure(member);
            silo.AddGrainService<DoorService>();
            if (member.Certificate is { } certificate)
                silo.UseTls(tls => tls.Require(certificate));
        });
    }

    private static void Configure(this ISiloBuilder silo, ThisMember member) => silo
        .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (member.ClusterId, ServiceId))
        .Configure<EndpointOptions>(endpoint =>
        {
            endpoint.AdvertisedIPAddress = member.Address.Address;
            endpoint.SiloPort = member.Address.Port;
            endpoint.SiloListeningEndpoint = member.Address;
            endpoint.GatewayPort = 0;
        })
        .Configure<ClusterMembershipOptions>(membership =>
        {
            // A process that died is known to be dead after three seconds: its accounts wait for their leases a little longer.
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            membership.MinProbeTimeout = TimeSpan.FromSeconds(0.5);
            membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
            membership.NumMissedProbesLimit = 3;
            membership.NumVotesForDeathDeclaration = 2;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            membership.MaxJoinAttemptTime = TimeSpan.FromSeconds(30);
            membership.DefunctSiloExpiration = TimeSpan.FromHours(1);
            membership.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(10);
        })
        .Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(5));

    /// <summary>Both sides must show a certificate of the authority.</summary>
    private static void Require(this TlsOptions tls, SiloCertificate certificate)
    {
        tls.LocalCertificate = certificate.Current;
        tls.LocalServerCertificateSelector = (_, _) => certificate.Current;
        tls.LocalClientCertificateSelector = (_, _, _, _, _) => certificate.Current;
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (remote, _, _) => certificate.IsGood(remote);
        tls.CheckCertificateRevocation = false;
        tls.OnAuthenticateAsClient = (_, options) => options.TargetHost = ServiceId;
    }
}
