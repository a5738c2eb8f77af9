using System.Text.Json.Serialization;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Storage;

/// <summary>How messages lie in the store.</summary>
[JsonSerializable(typeof(MessageReceived))]
[JsonSerializable(typeof(DeliverMessage))]
internal sealed partial class AgentJson : JsonSerializerContext;
