// Facts of the published contract of the Oura API v2, version 1.29: names, types and statuses, no prose. A data table.
//
// Notation: `name?` may be left out; `A | B` is either; `string(date)` has a format; `array(A)` holds As; `string in a b` is one of the
// words; a capitalised name is another model. Properties stand in wire order.

/** How each parameter is declared, wherever it appears; what follows its name. */
export const parameters: Record<string, string> = {
  start_date: '?: query string(date-time) | string(date) | null',
  end_date: '?: query string(date-time) | string(date) | null',
  next_token: '?: query string | null',
  fields: '?: query string | null',
  document_id: ': path string',
  start_datetime: '?: query string(date-time) | null',
  end_datetime: '?: query string(date-time) | null',
  latest: '?: query boolean | null',
  id: ': path string',
};

/**
 * Operations with equal parameters and answers; the body of a success (200 unless said otherwise) follows the path, that of another
 * status its `=`. A path without a method is read (GET).
 */
export const operations: { parameters: string[]; body?: string; success?: string; otherAnswers: string; paths: string }[] = [
  {
    parameters: [],
    otherAnswers: '400 401 403 429',
    paths: `
      /v2/usercollection/personal_info PersonalInfoResponse`,
  },
  {
    parameters: ['start_date', 'end_date', 'next_token', 'fields'],
    otherAnswers: '400 401 403 422=HTTPValidationError 429',
    paths: `
      /v2/usercollection/tag MultiDocumentResponse_TagModel_ | MultiDocumentResponseDict
      /v2/usercollection/enhanced_tag MultiDocumentResponse_EnhancedTagModel_ | MultiDocumentResponseDict
      /v2/usercollection/workout MultiDocumentResponse_PublicWorkout_ | MultiDocumentResponseDict
      /v2/usercollection/session MultiDocumentResponse_PublicSession_ | MultiDocumentResponseDict
      /v2/usercollection/daily_activity MultiDocumentResponse_PublicDailyActivity_ | MultiDocumentResponseDict
      /v2/usercollection/daily_sleep MultiDocumentResponse_PublicDailySleep_ | MultiDocumentResponseDict
      /v2/usercollection/daily_spo2 MultiDocumentResponse_PublicDailySpO2_ | MultiDocumentResponseDict
      /v2/usercollection/daily_readiness MultiDocumentResponse_PublicDailyReadiness_ | MultiDocumentResponseDict
      /v2/usercollection/sleep MultiDocumentResponse_PublicModifiedSleepModel_ | MultiDocumentResponseDict
      /v2/usercollection/sleep_time MultiDocumentResponse_PublicSleepTime_ | MultiDocumentResponseDict
      /v2/usercollection/rest_mode_period MultiDocumentResponse_PublicRestModePeriod_ | MultiDocumentResponseDict
      /v2/usercollection/daily_stress MultiDocumentResponse_PublicDailyStress_ | MultiDocumentResponseDict
      /v2/usercollection/daily_resilience MultiDocumentResponse_DailyResilienceModel_ | MultiDocumentResponseDict
      /v2/usercollection/daily_cardiovascular_age MultiDocumentResponse_PublicDailyCardiovascularAge_ | MultiDocumentResponseDict
      /v2/usercollection/vO2_max MultiDocumentResponse_PublicVO2Max_ | MultiDocumentResponseDict`,
  },
  {
    parameters: ['start_date', 'end_date', 'next_token'],
    otherAnswers: '400 401 403 422=HTTPValidationError 429',
    paths: `
      /v2/sandbox/usercollection/tag MultiDocumentResponse_TagModel_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/enhanced_tag MultiDocumentResponse_EnhancedTagModel_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/workout MultiDocumentResponse_PublicWorkout_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/session MultiDocumentResponse_PublicSession_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/daily_activity MultiDocumentResponse_PublicDailyActivity_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/daily_sleep MultiDocumentResponse_PublicDailySleep_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/daily_spo2 MultiDocumentResponse_PublicDailySpO2_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/daily_readiness MultiDocumentResponse_PublicDailyReadiness_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/sleep MultiDocumentResponse_PublicModifiedSleepModel_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/sleep_time MultiDocumentResponse_PublicSleepTime_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/rest_mode_period MultiDocumentResponse_PublicRestModePeriod_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/daily_stress MultiDocumentResponse_PublicDailyStress_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/daily_resilience MultiDocumentResponse_DailyResilienceModel_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/daily_cardiovascular_age MultiDocumentResponse_PublicDailyCardiovascularAge_ | MultiDocumentResponseDict
      /v2/sandbox/usercollection/vO2_max MultiDocumentResponse_PublicVO2Max_ | MultiDocumentResponseDict`,
  },
  {
    parameters: ['fields', 'next_token'],
    otherAnswers: '400 401 403 422=HTTPValidationError 429',
    paths: `
      /v2/usercollection/ring_configuration MultiDocumentResponse_PublicRingConfiguration_ | MultiDocumentResponseDict`,
  },
  {
    parameters: ['next_token'],
    otherAnswers: '400 401 403 422=HTTPValidationError 429',
    paths: `
      /v2/sandbox/usercollection/ring_configuration MultiDocumentResponse_PublicRingConfiguration_ | MultiDocumentResponseDict`,
  },
  {
    parameters: ['document_id'],
    otherAnswers: '400 401 403 404 422=HTTPValidationError 429',
    paths: `
      /v2/usercollection/tag/{document_id} TagModel
      /v2/sandbox/usercollection/tag/{document_id} TagModel
      /v2/usercollection/enhanced_tag/{document_id} EnhancedTagModel
      /v2/sandbox/usercollection/enhanced_tag/{document_id} EnhancedTagModel
      /v2/usercollection/workout/{document_id} PublicWorkout
      /v2/sandbox/usercollection/workout/{document_id} PublicWorkout
      /v2/usercollection/session/{document_id} PublicSession
      /v2/sandbox/usercollection/session/{document_id} PublicSession
      /v2/usercollection/daily_activity/{document_id} PublicDailyActivity
      /v2/sandbox/usercollection/daily_activity/{document_id} PublicDailyActivity
      /v2/usercollection/daily_sleep/{document_id} PublicDailySleep
      /v2/sandbox/usercollection/daily_sleep/{document_id} PublicDailySleep
      /v2/usercollection/daily_spo2/{document_id} PublicDailySpO2
      /v2/sandbox/usercollection/daily_spo2/{document_id} PublicDailySpO2
      /v2/usercollection/daily_readiness/{document_id} PublicDailyReadiness
      /v2/sandbox/usercollection/daily_readiness/{document_id} PublicDailyReadiness
      /v2/usercollection/sleep/{document_id} PublicModifiedSleepModel
      /v2/sandbox/usercollection/sleep/{document_id} PublicModifiedSleepModel
      /v2/usercollection/sleep_time/{document_id} PublicSleepTime
      /v2/sandbox/usercollection/sleep_time/{document_id} PublicSleepTime
      /v2/usercollection/rest_mode_period/{document_id} PublicRestModePeriod
      /v2/sandbox/usercollection/rest_mode_period/{document_id} PublicRestModePeriod
      /v2/usercollection/ring_configuration/{document_id} PublicRingConfiguration
      /v2/sandbox/usercollection/ring_configuration/{document_id} PublicRingConfiguration
      /v2/usercollection/daily_stress/{document_id} PublicDailyStress
      /v2/sandbox/usercollection/daily_stress/{document_id} PublicDailyStress
      /v2/usercollection/daily_resilience/{document_id} DailyResilienceModel
      /v2/sandbox/usercollection/daily_resilience/{document_id} DailyResilienceModel
      /v2/usercollection/daily_cardiovascular_age/{document_id} PublicDailyCardiovascularAge
      /v2/sandbox/usercollection/daily_cardiovascular_age/{document_id} PublicDailyCardiovascularAge
      /v2/usercollection/vO2_max/{document_id} PublicVO2Max
      /v2/sandbox/usercollection/vO2_max/{document_id} PublicVO2Max`,
  },
  {
    parameters: ['start_datetime', 'end_datetime', 'next_token', 'latest', 'fields'],
    otherAnswers: '400 401 403 422=HTTPValidationError 429',
    paths: `
      /v2/usercollection/heartrate TimeSeriesResponse_PublicHeartRateRow_ | TimeSeriesResponseDict
      /v2/usercollection/ring_battery_level TimeSeriesResponse_PublicRingBatteryLevelRow_ | TimeSeriesResponseDict
      /v2/usercollection/interbeat_interval TimeSeriesResponse_PublicInterbeatIntervalRow_ | TimeSeriesResponseDict`,
  },
  {
    parameters: ['start_datetime', 'end_datetime', 'next_token'],
    otherAnswers: '400 401 403 422=HTTPValidationError 429',
    paths: `
      /v2/sandbox/usercollection/heartrate TimeSeriesResponse_PublicHeartRateRow_ | TimeSeriesResponseDict
      /v2/sandbox/usercollection/ring_battery_level TimeSeriesResponse_PublicRingBatteryLevelRow_ | TimeSeriesResponseDict
      /v2/sandbox/usercollection/interbeat_interval TimeSeriesResponse_PublicInterbeatIntervalRow_ | TimeSeriesResponseDict`,
  },
  {
    parameters: [],
    otherAnswers: '',
    paths: `
      /v2/webhook/subscription array(WebhookSubscriptionModel)`,
  },
  {
    parameters: [],
    body: 'CreateWebhookSubscriptionRequest',
    success: '201',
    otherAnswers: '422=HTTPValidationError',
    paths: `
      POST:/v2/webhook/subscription WebhookSubscriptionModel`,
  },
  {
    parameters: ['id'],
    otherAnswers: '403 422=HTTPValidationError',
    paths: `
      /v2/webhook/subscription/{id} WebhookSubscriptionModel
      PUT:/v2/webhook/subscription/renew/{id} WebhookSubscriptionModel`,
  },
  {
    parameters: ['id'],
    body: 'UpdateWebhookSubscriptionRequest',
    otherAnswers: '403 422=HTTPValidationError',
    paths: `
      PUT:/v2/webhook/subscription/{id} WebhookSubscriptionModel`,
  },
  {
    parameters: ['id'],
    success: '204',
    otherAnswers: '403 422=HTTPValidationError',
    paths: `
      DELETE:/v2/webhook/subscription/{id}`,
  },
];

/** Models that the operations refer to, directly or through others. */
export const models: Record<string, string> = {
  Array_Union_float__NoneType__Bits64_: `array(number | null)`,
  CreateWebhookSubscriptionRequest: `callback_url: string; verification_token: string; event_type: WebhookOperation;
    data_type: ExtApiV2DataType`,
  DailyResilienceModel: `id: string; day: string(date); contributors: ResilienceContributors; level: LongTermResilienceLevel`,
  EnhancedTagModel: `id: string; tag_type_code?: string | null; start_time: LocalDateTime; end_time?: LocalDateTime | null;
    start_day: string(date); end_day?: string(date) | null; comment?: string | null; custom_name?: string | null`,
  ExtApiV2DataType: `string in tag enhanced_tag workout session sleep daily_sleep daily_readiness daily_activity daily_spo2 sleep_time
    rest_mode_period ring_configuration daily_stress daily_cycle_phases activation_status daily_cardiovascular_age daily_resilience
    vo2_max period_start pregnancy fertile_window ovulation_confirmed blood_glucose`,
  HTTPValidationError: `detail?: array(ValidationError)`,
  ISODate: `string`,
  LocalDateTime: `string`,
  LocalizedDateTime: `string`,
  LongTermResilienceLevel: `string in limited adequate solid strong exceptional`,
  Metadata: `updated_at: UtcDateTime; version: integer`,
  MultiDocumentResponseDict: `data: array(object(anything)); next_token: string | null`,
  MultiDocumentResponse_DailyResilienceModel_: `data: array(DailyResilienceModel); next_token: string | null`,
  MultiDocumentResponse_EnhancedTagModel_: `data: array(EnhancedTagModel); next_token: string | null`,
  MultiDocumentResponse_PublicDailyActivity_: `data: array(PublicDailyActivity); next_token: string | null`,
  MultiDocumentResponse_PublicDailyCardiovascularAge_: `data: array(PublicDailyCardiovascularAge); next_token: string | null`,
  MultiDocumentResponse_PublicDailyReadiness_: `data: array(PublicDailyReadiness); next_token: string | null`,
  MultiDocumentResponse_PublicDailySleep_: `data: array(PublicDailySleep); next_token: string | null`,
  MultiDocumentResponse_PublicDailySpO2_: `data: array(PublicDailySpO2); next_token: string | null`,
  MultiDocumentResponse_PublicDailyStress_: `data: array(PublicDailyStress); next_token: string | null`,
  MultiDocumentResponse_PublicModifiedSleepModel_: `data: array(PublicModifiedSleepModel); next_token: string | null`,
  MultiDocumentResponse_PublicRestModePeriod_: `data: array(PublicRestModePeriod); next_token: string | null`,
  MultiDocumentResponse_PublicRingConfiguration_: `data: array(PublicRingConfiguration); next_token: string | null`,
  MultiDocumentResponse_PublicSession_: `data: array(PublicSession); next_token: string | null`,
  MultiDocumentResponse_PublicSleepTime_: `data: array(PublicSleepTime); next_token: string | null`,
  MultiDocumentResponse_PublicVO2Max_: `data: array(PublicVO2Max); next_token: string | null`,
  MultiDocumentResponse_PublicWorkout_: `data: array(PublicWorkout); next_token: string | null`,
  MultiDocumentResponse_TagModel_: `data: array(TagModel); next_token: string | null`,
  PersonalInfoResponse: `id: string; age?: integer | null; weight?: number | null; height?: number | null; biological_sex?: string | null;
    email?: string | null`,
  PublicActivityContributors: `meet_daily_targets?: integer | null; move_every_hour?: integer | null; recovery_time?: integer | null;
    stay_active?: integer | null; training_frequency?: integer | null; training_volume?: integer | null`,
  PublicDailyActivity: `id: string(minLength 1); meta: Metadata; active_calories: integer; average_met_minutes: number;
    class_5_min?: string | null; contributors: PublicActivityContributors; day: ISODate; equivalent_walking_distance: integer;
    high_activity_met_minutes: integer; high_activity_time: integer; inactivity_alerts: integer; low_activity_met_minutes: integer;
    low_activity_time: integer; medium_activity_met_minutes: integer; medium_activity_time: integer; met: PublicSample;
    meters_to_target: integer; non_wear_time: integer; resting_time: integer; score?: integer | null; sedentary_met_minutes: integer;
    sedentary_time: integer; steps: integer; target_calories: integer; target_meters: integer; timestamp: LocalizedDateTime;
    total_calories: integer`,
  PublicDailyCardiovascularAge: `id: string(minLength 1); meta: Metadata; day: ISODate; vascular_age?: integer | null`,
  PublicDailyReadiness: `id: string(minLength 1); meta: Metadata; contributors: PublicReadinessContributors; day: ISODate;
    score?: integer | null; temperature_deviation?: number | null; temperature_trend_deviation?: number | null;
    timestamp: LocalizedDateTime`,
  PublicDailySleep: `id: string(minLength 1); meta: Metadata; contributors: PublicSleepContributors; day: ISODate; score?: integer | null;
    timestamp: LocalizedDateTime`,
  PublicDailySpO2: `id: string(minLength 1); meta: Metadata; breathing_disturbance_index?: integer | null; day: ISODate;
    spo2_percentage?: PublicSpo2AggregatedValues | null`,
  PublicDailyStress: `id: string(minLength 1); meta: Metadata; day: ISODate; day_summary?: PublicDailyStressSummary | null;
    recovery_high?: integer | null; stress_high?: integer | null`,
  PublicDailyStressSummary: `string in restored normal stressful`,
  PublicHeartRateRow: `timestamp: UtcDateTime; timestamp_unix: integer; bpm: integer; source: PublicHeartRateSource`,
  PublicHeartRateSource: `string in awake workout rest sleep live session`,
  PublicInterbeatIntervalRow: `timestamp: UtcDateTime; timestamp_unix: integer; ibi: integer; validity: integer`,
  PublicModifiedSleepModel: `id: string(minLength 1); meta: Metadata; average_breath?: number | null; average_heart_rate?: number | null;
    average_hrv?: integer | null; awake_time?: integer | null; bedtime_end: LocalizedDateTime; bedtime_start: LocalizedDateTime;
    day: ISODate; deep_sleep_duration?: integer | null; efficiency?: integer | null; heart_rate?: PublicSample | null;
    hrv?: PublicSample | null; latency?: integer | null; light_sleep_duration?: integer | null; low_battery_alert: boolean;
    lowest_heart_rate?: integer | null; movement_30_sec?: string | null; period: integer; readiness?: PublicReadiness | null;
    readiness_score_delta?: integer | null; rem_sleep_duration?: integer | null; restless_periods?: integer | null;
    sleep_algorithm_version?: PublicSleepAlgorithmVersion | null; sleep_analysis_reason?: PublicSleepAnalysisReason | null;
    sleep_phase_30_sec?: string | null; sleep_phase_5_min?: string | null; sleep_score_delta?: integer | null; time_in_bed: integer;
    total_sleep_duration?: integer | null; type?: PublicSleepType | null; ring_id?: string | null; app_sleep_phase_5_min?: string | null`,
  PublicMomentMood: `string in bad worse same good great`,
  PublicMomentType: `string in breathing meditation nap relaxation rest body_status`,
  PublicReadiness: `contributors: PublicReadinessContributors; score?: integer | null; temperature_deviation?: number | null;
    temperature_trend_deviation?: number | null`,
  PublicReadinessContributors: `activity_balance?: integer | null; body_temperature?: integer | null; hrv_balance?: integer | null;
    previous_day_activity?: integer | null; previous_night?: integer | null; recovery_index?: integer | null;
    resting_heart_rate?: integer | null; sleep_balance?: integer | null; sleep_regularity?: integer | null`,
  PublicRestModeEpisode: `tags: array(string); timestamp: LocalizedDateTime`,
  PublicRestModePeriod: `id: string(minLength 1); meta: Metadata; end_day?: ISODate | null; end_time?: LocalizedDateTime | null;
    episodes: array(PublicRestModeEpisode); start_day: ISODate; start_time?: LocalizedDateTime | null`,
  PublicRingBatteryLevelRow: `timestamp: UtcDateTime; timestamp_unix: integer; charging?: boolean | null; in_charger?: boolean | null;
    level: integer`,
  PublicRingColor: `string in brushed_silver glossy_black glossy_gold glossy_white gucci matt_gold rose silver stealth_black titanium
    titanium_and_gold cloud petal midnight tide`,
  PublicRingConfiguration: `id: string(minLength 1); meta: Metadata; color?: PublicRingColor | null; design?: PublicRingDesign | null;
    firmware_version?: string | null; hardware_type?: PublicRingHardwareType | null; set_up_at?: UtcDateTime | null; size?: integer | null`,
  PublicRingDesign: `string in heritage balance balance_diamond horizon ceramic`,
  PublicRingHardwareType: `string in gen1 gen2 gen2m gen3 gen4`,
  PublicSample: `interval: number; items: Array_Union_float__NoneType__Bits64_; timestamp: LocalizedDateTime`,
  PublicSession: `id: string(minLength 1); meta: Metadata; day: ISODate; end_datetime: LocalizedDateTime; heart_rate?: PublicSample | null;
    heart_rate_variability?: PublicSample | null; mood?: PublicMomentMood | null; motion_count?: PublicSample | null;
    start_datetime: LocalizedDateTime; type: PublicMomentType`,
  PublicSleepAlgorithmVersion: `string in v1 v2`,
  PublicSleepAnalysisReason: `string in foreground_sleep_analysis bedtime_edit`,
  PublicSleepContributors: `deep_sleep?: integer | null; efficiency?: integer | null; latency?: integer | null; rem_sleep?: integer | null;
    restfulness?: integer | null; timing?: integer | null; total_sleep?: integer | null`,
  PublicSleepTime: `id: string(minLength 1); meta: Metadata; day: ISODate; optimal_bedtime?: PublicSleepTimeWindow | null;
    recommendation?: PublicSleepTimeRecommendation | null; status?: PublicSleepTimeStatus | null`,
  PublicSleepTimeRecommendation: `string in improve_efficiency earlier_bedtime later_bedtime earlier_wake_up_time later_wake_up_time
    follow_optimal_bedtime`,
  PublicSleepTimeStatus: `string in not_enough_nights not_enough_recent_nights bad_sleep_quality only_recommended_found optimal_found`,
  PublicSleepTimeWindow: `day_tz: integer; end_offset: integer; start_offset: integer`,
  PublicSleepType: `string in deleted sleep long_sleep late_nap rest`,
  PublicSpo2AggregatedValues: `average: number`,
  PublicVO2Max: `id: string(minLength 1); meta: Metadata; day: ISODate; timestamp: LocalizedDateTime; vo2_max: integer`,
  PublicWorkout: `id: string(minLength 1); meta: Metadata; activity: string; calories?: number | null; day: ISODate;
    distance?: number | null; end_datetime: LocalizedDateTime; intensity: PublicWorkoutIntensity; label?: string | null;
    source: PublicWorkoutSource; start_datetime: LocalizedDateTime`,
  PublicWorkoutIntensity: `string in easy moderate hard`,
  PublicWorkoutSource: `string in manual autodetected confirmed workout_heart_rate`,
  ResilienceContributors: `sleep_recovery: number; daytime_recovery: number; stress: number`,
  TagModel: `id: string; day: string(date); text: string | null; timestamp: LocalDateTime; tags: array(string)`,
  TimeSeriesResponseDict: `data: array(object(anything)); next_token?: string | null`,
  TimeSeriesResponse_PublicHeartRateRow_: `data: array(PublicHeartRateRow); next_token?: string | null`,
  TimeSeriesResponse_PublicInterbeatIntervalRow_: `data: array(PublicInterbeatIntervalRow); next_token?: string | null`,
  TimeSeriesResponse_PublicRingBatteryLevelRow_: `data: array(PublicRingBatteryLevelRow); next_token?: string | null`,
  UtcDateTime: `string`,
  ValidationError: `loc: array(string | integer); msg: string; type: string`,
  UpdateWebhookSubscriptionRequest: `verification_token: string; callback_url?: string | null; event_type?: WebhookOperation | null;
    data_type?: ExtApiV2DataType | null`,
  WebhookOperation: `string in create update delete`,
  WebhookSubscriptionModel: `id: string(uuid4); callback_url: string; event_type: WebhookOperation; data_type: ExtApiV2DataType;
    expiration_time: string(date-time)`,
};
