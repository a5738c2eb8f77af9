{{- /* Each takes a dict: root is the chart's scope, name the service. */ -}}

{{- define "picoclaw.fullname" -}}
{{- printf "%s-%s" .root.Release.Name .name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "picoclaw.selector" -}}
app.kubernetes.io/name: picoclaw
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end -}}

{{- define "picoclaw.labels" -}}
{{ include "picoclaw.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "picoclaw.brokerSecret" -}}
{{- if .Values.broker.rabbitmqCluster -}}
{{- if .Values.broker.secret -}}{{- fail "set broker.rabbitmqCluster or broker.secret, not both" -}}{{- end -}}
{{- printf "%s-default-user" .Values.broker.rabbitmqCluster -}}
{{- else -}}
{{- required "set broker.rabbitmqCluster to a RabbitmqCluster, or broker.secret to a Secret with an amqp:// address" .Values.broker.secret -}}
{{- end -}}
{{- end -}}
